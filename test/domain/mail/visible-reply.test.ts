import { describe, expect, test } from 'vitest';
import { visibleReply } from '../../../lib/domain/mail/visible-reply.ts';

const textOf = (text: string) => visibleReply(text).text;

describe('the introduction of quoted history', () => {
  test.each([
    'On Fri, 27 Feb 2026 at 16:12, Halden Support <support@halden.example> wrote:',
    'On Fri, 27 Feb 2026 at 16:12, Halden Support\n<support@halden.example>\nwrote:',
    'Am 27.02.2026 um 16:12 schrieb Halden Support <support@halden.example>:',
    'Halden Support <support@halden.example> schrieb am Fr., 27.\nFeb. 2026 um 16:12 Uhr:',
    'Le ven. 27 févr. 2026 à 16:12, Halden <support@halden.example> a écrit :',
    'El vie, 27 feb 2026 a las 16:12, Halden (<support@halden.example>) escribió:',
    'Il giorno ven 27 feb 2026 alle ore 16:12 Halden <support@halden.example> ha scritto:',
    'Op vr 27 feb. 2026 om 16:12 schreef Halden <support@halden.example>:',
    'Em sex., 27 de fev. de 2026 às 16:12, Halden <support@halden.example> escreveu:',
    'fre 27 feb. 2026 kl. 16:12 skrev Halden <support@halden.example>:',
    'pt., 27 lut 2026 o 16:12 Halden <support@halden.example> napisał(a):',
    'пт, 27 февр. 2026 г. в 16:12, Halden <support@halden.example>:',
    '2026-02-27 16:12 GMT+01:00 Halden <support@halden.example>:',
  ])('%s', (introduction) =>
    expect(visibleReply(`Yes, please.\n\n${introduction}\n\n> Shall we?`)).toMatchObject({
      text: 'Yes, please.',
      quoted: true,
    }),
  );

  test.each([
    'From: Halden <support@halden.example>\nSent: Friday, 27 February 2026 16:12\nTo: Ann\nSubject: Offer',
    '*From:* Halden\n*Sent:* Friday\n*To:* Ann\n*Subject:* Offer',
    'Von: Halden <support@halden.example>\nGesendet: Freitag\nAn: Ann\nBetreff: Angebot',
    'De : Halden\nEnvoyé : vendredi\nÀ : Ann\nObjet : Offre',
    'Från: Halden\nSkickat: den 27 februari\nTill: Ann\nÄmne: Offert',
    '-----Original Message-----\nFrom: Halden',
    '________________________________\nFrom: Halden <s@halden.example>\nSent: Friday\nTo: Ann\nSubject: Offer',
  ])('block: %s', (block) =>
    expect(visibleReply(`Yes, please.\n\n${block}\n\nShall we?`)).toMatchObject({ text: 'Yes, please.', quoted: true }),
  );
});

describe("the writer's own words stay", () => {
  test.each([
    'On the other hand, in 2024 you wrote:\nwe deliver in May.',
    'From: Rotterdam\nTo: Oslo\nDate: 5 May 2026\n\nCan you quote this route?',
    'On 12 May 2026 at 10:30 we need:\n- 5 rolls',
    'Best regards\nAnn Lee',
    'The rolls:\n-----\n40 mm\n-----\nand 60 mm, please.',
    'Please print\n____\nunder the address.',
    'It was sent from the depot on Monday. Where is it?\nAnn',
    '> When do you need it?\n\nBy Easter.',
    `${'a'.repeat(3_000)} end`,
  ])('%s', (text) => expect(visibleReply(text)).toMatchObject({ text, quoted: false }));

  test('between quotes', () =>
    expect(textOf('On 3 Mar 2026 at 9:12, H <h@h.example> wrote:\n> Width?\n\n40 mm.\n\n> When?\n\nEaster.')).toBe(
      '40 mm.\n\nEaster.',
    ));
  test('below the quoted history', () =>
    expect(visibleReply('Le 2026-03-02 09:12, Halden a écrit :\n> Bonjour\n\nMerci.')).toMatchObject({
      text: 'Merci.',
      quoted: true,
    }));
  test('above a quote that nothing introduces', () =>
    expect(visibleReply('Yes.\n> Shall we?\n')).toMatchObject({ text: 'Yes.', quoted: true }));
});

describe('signatures', () => {
  test.each([
    'Yes.\n\n-- \nAnn Lee\nCorvane',
    'Yes.\n\n--\nAnn Lee\n+44 1632 960 233',
    'Yes.\n\nSent from my iPhone',
    'Yes.\n\nVon meinem iPhone gesendet',
    'Yes.\n\nEnvoyé depuis mon mobile',
    'Yes.\n\nGet Outlook for iOS<https://x.example>',
    'Yes.\n\n__\nusers mailing list\nusers@lists.example',
    'Yes.\n\n-- \nAnn\n\nOn 3 Mar 2026 at 9:12, H <h@h.example> wrote:\n> Shall we?',
  ])('%s', (text) => expect(textOf(text)).toBe('Yes.'));

  test('a bare "--" with fifteen lines below begins a signature, with sixteen it does not', () => {
    const lines = (count: number) => Array.from({ length: count }, (_, i) => `line ${i}`).join('\n');
    expect(textOf(`Yes.\n--\n${lines(15)}`)).toBe('Yes.');
    expect(textOf(`Yes.\n--\n${lines(16)}`)).toContain('line 15');
  });
});

describe('nothing but what others wrote', () => {
  test('a forward without a word holds what is forwarded', () =>
    expect(
      textOf(
        '---------- Forwarded message ---------\nFrom: Bo <b@x.example>\nDate: Fri\nSubject: foil\nTo: Ann\n\nDo they print foil?',
      ),
    ).toBe('Do they print foil?'));
  test('also where the mail program quoted it', () =>
    expect(
      textOf('> Begin forwarded message:\n>\n> From: Bo <b@x.example>\n> Subject: foil\n> Date: Friday\n>\n> Do they?'),
    ).toBe('Do they?'));
  test('a reply that only quotes says nothing', () =>
    expect(visibleReply('On 3 Mar 2026 at 9:12, H <h@h.example> wrote:\n> Shall we?')).toMatchObject({
      text: '',
      quoted: true,
    }));
  test('an empty mail says nothing', () => expect(visibleReply(' \n')).toMatchObject({ text: '', quoted: false }));
});

describe('a forward with words above it', () => {
  const forward = (own: string) =>
    visibleReply(
      `${own}\n\n---------- Forwarded message ---------\nFrom: Bo <b@x.example>\nDate: Fri\nSubject: foil\n\nDo they print foil?`,
    );
  test.each(['Please see below.', 'FYI', 'Siehe unten', 'Hi Ann, forwarding this one for you and your team to see'])(
    '"%s" only points at it: what is forwarded is read',
    (own) =>
      expect(forward(own)).toEqual({ text: 'Do they print foil?', quoted: true, forwardedFrom: 'Bo <b@x.example>' }),
  );
  test.each([
    'Please see below, and send us 20 rolls.',
    'Can you see to it?',
    'Hi Ann, forwarding this one for you and your team to look at',
    'We want the same.',
  ])('"%s" says more: it is what is new', (own) =>
    expect(forward(own)).toEqual({ text: own, quoted: true, forwardedFrom: 'Bo <b@x.example>' }),
  );
  test('a forward that names nobody has no writer', () =>
    expect(visibleReply('See below\n\nBegin forwarded message:\n\nHello')).toMatchObject({ forwardedFrom: null }));
});
