import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../lib/adapters/secrets.ts';
import { begin } from '../adapters/samples.ts';
import { hostile } from './hostile.ts';
import { lea, mia, omar, sam, staffDesk } from './staff-desk.ts';

const letter = 'Dear Jo,\n\nwe have looked into it.\n\nMia';
const reason = 'we know them';

/** Every page and every form, and who gets through. */
const table: [path: string, who: string][] = [
  ['GET /desk', 'mia sam lea omar'],
  ['GET /desk/cases', 'mia sam lea omar'],
  ['GET /desk/cases/case-mias', 'mia lea omar'],
  ['GET /desk/cases/case-sams', 'sam lea omar'],
  ['GET /desk/cases/no-such-case', ''],
  ['GET /desk/commitments', 'mia sam lea omar'],
  ['GET /desk/commitments/kept', 'mia lea omar'],
  ['GET /desk/commitments/nothing', ''],
  ['GET /desk/held', 'lea omar'],
  ['GET /desk/held/held', 'lea omar'],
  ['GET /desk/held/mias', ''],
  ['GET /desk/outbox', 'omar'],
  ['GET /desk/outbox/doubted/reply', 'omar'],
  ['GET /desk/outbox/doubted/ended', ''],
  ['GET /desk/examples', 'lea omar'],
  ['GET /desk/no-such-page', ''],
  ['GET /desk/sign-out', ''],
  ['POST /desk', ''],
  ['POST /desk/requests/mias', 'mia lea'],
  ['POST /desk/requests/sams', 'sam lea'],
  ['POST /desk/requests/nothing', ''],
  ['POST /desk/commitments/kept?end', 'mia lea'],
  ['POST /desk/commitments/kept?tone=live', 'mia lea'],
  ['POST /desk/held/held?file', 'lea omar'],
  ['POST /desk/held/held?release', 'lea omar'],
  ['POST /desk/held/held?answer', 'lea omar'],
  ['POST /desk/held/held?tone=live', 'lea omar'],
  ['POST /desk/outbox/doubted/reply?arrived', 'omar'],
  ['POST /desk/outbox/doubted/reply?again', 'omar'],
];
const people = { mia, sam, lea, omar };

describe('who sees and does what', () => {
  test.each(table)('%s: %s', async (route, who) => {
    const [method = '', path = ''] = route.split(' ');
    for (const [name, person] of Object.entries(people)) {
      const desk = await staffDesk();
      const before = await desk.state();
      const { look, send } = await desk.as(person);
      const { status, text } = method === 'GET' ? await look(path) : await send(path, { reason, letter });
      const isThrough = who.split(' ').includes(name);
      expect([name, status]).toEqual([name, isThrough ? 200 : 404]);
      if (method === 'GET' || !isThrough) expect(await desk.state()).toBe(before);
      if (!isThrough) expect(text).toBe((await look('/desk/no-such-page')).text);
    }
  });

  test('a page names only the parts that its reader may open', async () => {
    const links = async (person: string) => {
      const { look } = await (await staffDesk()).as(person);
      return [...(await look('/desk')).text.matchAll(/<li><a href="([^"]*)"/g)].map(([, href]) => href);
    };
    expect(await links(mia)).toEqual(['/desk', '/desk/cases', '/desk/commitments']);
    expect(await links(lea)).toEqual([...(await links(mia)), '/desk/held', '/desk/examples']);
    expect(await links(omar)).toHaveLength(6);
  });

  test('a manager sees what is theirs and nothing of a colleague', async () => {
    const { look } = await (await staffDesk()).as(sam);
    for (const path of ['/desk', '/desk/cases', '/desk/commitments'])
      expect((await look(path)).text).not.toContain('Acme');
    expect((await look('/desk')).text).toContain('Zeta');
    expect((await look('/desk/cases?manager=mia@desk.example')).text).not.toContain('case-mias');
  });
});

describe('what changes something', () => {
  const forms = table.filter(([route, who]) => route.startsWith('POST') && who !== '').map(([route]) => route.slice(5));

  test.each(forms)('%s: not from another site, not without a pass or with one of another session', async (path) => {
    const desk = await staffDesk();
    const person = path.includes('outbox') ? omar : lea;
    const { cookie, look } = await desk.as(person);
    const foreign = /name="pass" value="([^"]*)"/.exec((await (await desk.as(mia)).look('/desk')).text)?.[1] ?? '';
    const pass = /name="pass" value="([^"]*)"/.exec((await look('/desk')).text)?.[1] ?? '';
    const before = await desk.state();
    const body = { reason, letter };
    const sent = (fields: Record<string, string>, headers = {}) =>
      desk.request(path, { method: 'POST', cookie, body: { ...body, ...fields }, headers });
    for (const given of ['', foreign, 'zzzz.abcd'])
      expect((await sent({ pass: given })).status).toBe(path.includes('tone') ? 200 : 403);
    for (const site of ['cross-site', 'same-site', ''])
      expect((await sent({ pass }, { 'Sec-Fetch-Site': site })).status).toBe(403);
    desk.clock.pass(3_601);
    expect((await sent({ pass })).status).toBe(path.includes('tone') ? 200 : 403);
    expect(await desk.state()).toBe(before);
  });

  test.each([
    ['/desk/commitments/kept?end', mia],
    ['/desk/held/held?release', lea],
    ['/desk/held/held?file', lea],
    ['/desk/held/held?answer', lea],
    ['/desk/outbox/doubted/reply?arrived', omar],
    ['/desk/outbox/doubted/reply?again', omar],
  ])('%s wants a reason of 3 to 2,000 characters', async (path, person) => {
    for (const [given, status] of [
      ['', 422],
      ['   ', 422],
      ['ok', 422],
      ['x'.repeat(2_001), 422],
      ['yes', 200],
      ['x'.repeat(2_000), 200],
    ] as const) {
      const desk = await staffDesk();
      const { send } = await desk.as(person);
      const before = await desk.state();
      const { status: got } = await send(path, { reason: given, letter });
      expect([given.length, got]).toEqual([given.length, status]);
      expect((await desk.state()) === before).toBe(status === 422);
    }
  });

  test('1,000 looks of every kind at every page change nothing', async () => {
    const desk = await staffDesk();
    const { cookie } = await desk.as(omar);
    const before = await desk.state();
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
    for (let i = 0; i < 1_000; i += 1) {
      const path = table[i % table.length]![0].split(' ')[1]!;
      const headers = { 'Sec-Purpose': i % 2 ? 'prefetch' : '' };
      await desk.request(path, { method: methods[i % 5]!, cookie, headers });
    }
    expect(await desk.state()).toBe(before);
  });

  test('a form larger than any letter is refused', async () => {
    const { send } = await (await staffDesk()).as(lea);
    expect((await send('/desk/held/held?file', { reason: 'x'.repeat(257 * 1024) })).status).toBe(413);
  });
});

describe('requests', () => {
  test('say account, ask, deadline, manager and since when, the most urgent first', async () => {
    const desk = await staffDesk();
    const { look } = await desk.as(lea);
    const { text } = await look('/desk');
    for (const words of [
      'Acme',
      'Could you print labels in our own size?',
      '4 December 2026',
      'Mia Torres',
      '20 November 2026',
    ])
      expect(text).toContain(words);
    expect(text).not.toContain('the-task-token');
  });

  test('a link is mailed again: the new one opens, and the older one is dead', async () => {
    const desk = await staffDesk();
    await (await desk.as(mia)).send('/desk/requests/mias');
    const [mail] = desk.seen.mails;
    const secret = /\/a\/link-mias#(\w+)/.exec(mail?.text ?? '')?.[1] ?? '';
    expect([mail?.to, mail?.subject.startsWith('Your decision')]).toEqual([mia, true]);
    expect((await desk.approvals.byMessage('mias'))?.holders).toMatchObject([
      { address: mia, secretHash: hashSecret(secret) },
    ]);
    expect(await desk.audit.of('case-mias')).toMatchObject([{ event: 'asked', by: mia, facts: { to: mia } }]);
  });

  test('a lead gets a link of their own, and the manager keeps theirs', async () => {
    const desk = await staffDesk();
    await (await desk.as(lea)).send('/desk/requests/mias');
    expect((await desk.approvals.byMessage('mias'))?.holders.map(({ address }) => address)).toEqual([mia, lea]);
    expect(desk.seen.mails[0]?.subject).toContain('For Mia Torres');
  });

  test('one that was settled meanwhile is not mailed', async () => {
    const desk = await staffDesk();
    const { send } = await desk.as(mia);
    await desk.approvals.seal('mias', new Date('2026-12-05T00:00:00Z'));
    expect((await send('/desk/requests/mias')).status).toBe(404);
    expect(desk.seen.mails).toEqual([]);
  });
});

describe('cases', () => {
  test('are listed for their manager, and for whom a lead chooses', async () => {
    const desk = await staffDesk();
    const { look } = await desk.as(lea);
    expect((await look('/desk/cases')).text).toContain('/desk/cases/case-mias');
    const { text } = await look('/desk/cases?manager=sam@desk.example');
    expect(text).toContain('/desk/cases/case-sams');
    expect(text).not.toContain('/desk/cases/case-mias');
    expect(text).toContain('<option value="sam@desk.example" selected>');
  });

  test('100 are shown, and of one more the page says so', async () => {
    const desk = await staffDesk();
    const { look } = await desk.as(mia);
    const listed = { caseId: 'c', messageId: 'm', receivedAt: '2026-11-20T09:00:00Z', account: 'Acme', subject: 'Hi' };
    let count = 100;
    desk.cases.ofManager = async (_, most) =>
      Array.from({ length: Math.min(most, count) }, () => ({ ...listed, route: 'ask-manager' as const }));
    const shown = async () => {
      const { text } = await look('/desk/cases');
      return [text.match(/<li><a href="\/desk\/cases\//g)?.length, text.includes('more than 100')];
    };
    expect(await shown()).toEqual([100, false]);
    count = 101;
    expect(await shown()).toEqual([100, true]);
  });

  test('one tells its whole story, and whether its audit holds', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(mia);
    await send('/desk/requests/mias');
    const { text } = await look('/desk/cases/case-mias');
    for (const words of [
      'Labels in our own size',
      'jo@acme.example',
      'contributes 20,000 EUR a year',
      'contribution and demand: held',
      'core account, recurring demand',
      'waits for Mia Torres until Friday, 4 December 2026',
      'awaiting approval',
      'Who did what',
      'answer by 2026-12-04',
      'The chain of entries holds.',
    ])
      expect(text).toContain(words);
    const entries = desk.ledger.rows.audit.get('case-mias')!;
    desk.ledger.rows.audit.set('case-mias', [{ ...entries[0]!, by: 'eve@evil.example' }]);
    expect((await look('/desk/cases/case-mias')).text).toContain('entry 1 was changed after it was written');
  });
});

describe('commitments', () => {
  test('are found by what was promised, by account and by owner, whatever the case of the letters', async () => {
    const { look } = await (await staffDesk()).as(lea);
    for (const [search, isFound] of [
      ['', true],
      ['LABELS', true],
      ['acme own', true],
      ['mia torres', true],
      ['mia@desk', true],
      ['sam', false],
      ['labels zeta', false],
    ] as const) {
      const { text } = await look(`/desk/commitments?q=${encodeURIComponent(search)}`);
      expect([search, text.includes('/desk/commitments/kept')]).toEqual([search, isFound]);
      expect(text).toContain(`value="${search}"`);
    }
  });

  test('those to be reviewed come first, those that ended last; upkeep stands beside the contribution', async () => {
    const desk = await staffDesk();
    const kept = (await desk.commitments.find('kept'))!;
    const ended = { at: '2026-11-01T09:00:00.000Z', by: mia, reason: 'unused' };
    await desk.commitments.add({ ...kept, id: 'later', promise: 'Later', reviewOn: '2026-11-24' });
    await desk.commitments.add({ ...kept, id: 'today', promise: 'Today', reviewOn: '2026-11-23' });
    await desk.commitments.add({
      ...kept,
      id: 'ended',
      promise: 'Ended',
      reviewOn: '2026-01-01',
      state: 'ended',
      ended,
    });
    const { text } = await (await desk.as(mia)).look('/desk/commitments');
    const order = [...text.matchAll(/href="\/desk\/commitments\/(\w+)"/g)].map(([, id]) => id);
    expect(order).toEqual(['kept', 'today', 'later', 'ended']);
    expect(text.match(/to be reviewed/g)).toHaveLength(2);
    expect(text).toContain('200 EUR a year; the account contributes 20,000 EUR a year (1 %)');
  });

  test('one is ended with a reason, and the customer gets the letter as it was changed', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(mia);
    const { text } = await look('/desk/commitments/kept');
    expect(text).toContain('Letter to jo@acme.example');
    expect(text).toContain('we would like to bring this one to an end');
    expect((await send('/desk/commitments/kept?end', { reason, letter })).text).toContain('The letter has left.');
    expect(desk.seen.letters.map(({ to, text: words }) => [to, words])).toEqual([['jo@acme.example', letter]]);
    expect((await desk.commitments.find('kept'))?.ended).toMatchObject({ by: mia, reason });
    expect(await desk.audit.of('case-kept')).toMatchObject([{ event: 'commitment-ended', by: mia, because: reason }]);
    expect((await look('/desk/commitments/kept')).text).not.toContain('<textarea');
  });

  test('of two who end it at once one does, and one letter leaves', async () => {
    const desk = await staffDesk();
    const [one, other] = [await desk.as(mia), await desk.as(lea)];
    const ended = await Promise.all(
      [one, other].map(({ send }) => send('/desk/commitments/kept?end', { reason, letter })),
    );
    expect(ended.filter(({ text }) => text.includes('Somebody was faster'))).toHaveLength(1);
    expect(desk.seen.letters).toHaveLength(1);
  });

  test('a letter that could not leave is offered again, as it was written', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(mia);
    desk.seen.isMailBroken = true;
    expect((await send('/desk/commitments/kept?end', { reason, letter })).text).toContain('could not leave yet');
    desk.seen.isMailBroken = false;
    expect((await look('/desk/commitments/kept')).text).toContain('has not been told yet');
    expect((await send('/desk/commitments/kept?tell')).text).toContain('The letter has left.');
    expect(desk.seen.letters.map(({ text }) => text)).toEqual([letter]);
    await send('/desk/commitments/kept?tell');
    expect(desk.seen.letters).toHaveLength(1);
  });

  test('a letter that was never kept is drafted again on the page of what has ended', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(mia);
    const ended = { at: '2026-11-23T10:00:00.000Z', by: mia, reason };
    const entry = { at: ended.at, by: mia, event: 'commitment-ended' as const, because: reason, facts: {} };
    await desk.commitments.end('kept', ended, entry);
    expect((await look('/desk/commitments/kept')).text).toContain('we would like to bring this one to an end');
    expect((await send('/desk/commitments/kept?tell', { letter: ' ' })).status).toBe(422);
    await send('/desk/commitments/kept?tell', { letter });
    expect(desk.seen.letters.map(({ text }) => text)).toEqual([letter]);
  });

  test('no letter, or a rude one, ends nothing unless its writer insists', async () => {
    const desk = await staffDesk();
    const { send } = await desk.as(mia);
    const rude = 'Dear Jo, as per our policy it ends. Mia';
    expect((await send('/desk/commitments/kept?end', { reason, letter: ' ' })).status).toBe(422);
    const told = await send('/desk/commitments/kept?end', { reason, letter: rude });
    expect([told.status, desk.seen.letters.length]).toEqual([422, 0]);
    for (const words of ['as per our policy', 'Send it as it stands', reason]) expect(told.text).toContain(words);
    await send('/desk/commitments/kept?end', { reason, letter: rude, asItStands: 'yes' });
    expect(desk.seen.letters).toHaveLength(1);
    expect((await desk.audit.of('case-kept'))[0]?.facts.asItStands).toBe('yes');
  });

  test('the tone of a letter is told while it is typed', async () => {
    const { send } = await (await staffDesk()).as(mia);
    const { text } = await send('/desk/commitments/kept?tone=live', { letter: 'Dear Jo, as per our policy it ends.' });
    expect(JSON.parse(text)).toEqual({ letter: [expect.stringContaining('our policy')] });
  });
});

describe('held mail', () => {
  test('is listed with sender, subject, reason and since when', async () => {
    const { text } = await (await (await staffDesk()).as(lea)).look('/desk/held');
    for (const words of [
      'Labels in our own size',
      'jo@acme.example',
      'Sender not proven',
      'unknown sender',
      'the mail could not be read',
      'States.Timeout',
      '23 Nov',
    ])
      expect(text).toContain(words);
  });

  test('an unproven sender is warned of, and mail without sender cannot be answered', async () => {
    const { look, send } = await (await staffDesk()).as(lea);
    expect((await look('/desk/held/held')).text).toContain('may be forged');
    const unread = await look('/desk/held/unread');
    expect(unread.text).not.toContain('?answer');
    expect(unread.text).toContain('Nobody can be answered');
    expect((await send('/desk/held/unread?answer', { reason, letter })).text).toContain('Nobody can be answered');
  });

  test('released, it is triaged again with its sender taken for verified', async () => {
    const desk = await staffDesk();
    await (await desk.as(lea)).send('/desk/held/held?release', { reason });
    expect(desk.seen.triaged).toEqual(['held']);
    expect(await desk.ledger.find('held')).toMatchObject({ outcome: null, route: null, acceptedBy: lea });
    expect(await desk.audit.of('case-held')).toMatchObject([{ event: 'released', by: lea, because: reason }]);
  });

  test('answered by hand, the letter leaves once and the message is answered', async () => {
    const desk = await staffDesk();
    const { send, look } = await desk.as(omar);
    expect((await send('/desk/held/held?answer', { reason, letter })).text).toContain('Your letter has left.');
    expect(desk.seen.letters.map(({ to, text }) => [to, text])).toEqual([['jo@acme.example', letter]]);
    expect((await desk.ledger.find('held'))?.outcome).toBe('answered');
    expect(await desk.audit.of('case-held')).toMatchObject([{ event: 'answered-by-hand', by: omar, because: reason }]);
    expect((await look('/desk/held')).text).not.toContain('/desk/held/held');
    expect((await look('/desk/cases/case-held')).text).toContain('we have looked into it');
  });

  test('what could not be read but for its sender can be answered as well', async () => {
    const desk = await staffDesk();
    await (await desk.as(omar)).send('/desk/held/failed?answer', { reason, letter });
    expect(desk.seen.letters).toHaveLength(1);
    expect((await desk.ledger.find('failed'))?.outcome).toBe('answered');
    expect(await desk.audit.of('failed')).toMatchObject([{ event: 'answered-by-hand' }]);
  });

  test('filed, it gets no answer', async () => {
    const desk = await staffDesk();
    await (await desk.as(lea)).send('/desk/held/unread?file', { reason });
    expect(await desk.ledger.find('unread')).toMatchObject({ outcome: 'no-reply' });
    expect(await desk.audit.of('unread')).toMatchObject([{ event: 'filed', by: lea, because: reason }]);
    expect(desk.seen.letters).toEqual([]);
  });

  test.each([
    ['release', 'release'],
    ['release', 'answer'],
    ['answer', 'answer'],
    ['answer', 'file'],
  ])('of two at once, %s and %s, one wins and the other is told', async (one, other) => {
    const desk = await staffDesk();
    const [leas, omars] = [await desk.as(lea), await desk.as(omar)];
    const [a, b] = await Promise.all([
      leas.send(`/desk/held/held?${one}`, { reason, letter }),
      omars.send(`/desk/held/held?${other}`, { reason, letter }),
    ]);
    expect([a, b].filter(({ text }) => text.includes('Somebody was faster'))).toHaveLength(1);
    expect(desk.seen.letters.length + desk.seen.triaged.length).toBeLessThanOrEqual(1);
    expect(await desk.audit.of('case-held')).toHaveLength(1);
  });

  test('a rude letter is kept on the page and not sent', async () => {
    const desk = await staffDesk();
    const { status, text } = await (await desk.as(lea)).send('/desk/held/held?answer', {
      reason,
      letter: 'Dear Jo, you should have read it.',
    });
    expect([status, desk.seen.letters.length]).toEqual([422, 0]);
    for (const words of ['you should have read', 'Send it as it stands', '<details open>'])
      expect(text).toContain(words);
  });

  test('whose answer is in doubt can only be filed', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(lea);
    const { text } = await look('/desk/held/doubted');
    expect(text).toContain('may have reached the customer');
    expect(text).not.toMatch(/\?(release|answer)"/);
    for (const way of ['release', 'answer'])
      expect((await send(`/desk/held/doubted?${way}`, { reason, letter })).text).toContain('may have reached');
    expect([desk.seen.letters, desk.seen.triaged]).toEqual([[], []]);
  });
});

describe('mail in doubt', () => {
  test('is listed with its words; who knows that it has left says so, and the message is answered', async () => {
    const desk = await staffDesk();
    const { look, send } = await desk.as(omar);
    expect((await look('/desk/outbox')).text).toContain('/desk/outbox/doubted/reply');
    expect((await look('/desk/outbox/doubted/reply')).text).toContain('Dear Jo, yes. Mia');
    await send('/desk/outbox/doubted/reply?arrived', { reason });
    expect(await desk.outbox.open()).toEqual([]);
    expect(await desk.ledger.find('doubted')).toMatchObject({ outcome: 'answered' });
    expect(desk.seen.letters).toEqual([]);
    expect(await desk.audit.of('case-doubted')).toMatchObject([{ event: 'filed', by: omar, because: reason }]);
  });

  test('who knows that it has not left sends it again, once, however many say so', async () => {
    const desk = await staffDesk();
    const { send } = await desk.as(omar);
    await Promise.all([1, 2, 3].map(() => send('/desk/outbox/doubted/reply?again', { reason })));
    expect(desk.seen.letters.map(({ text }) => text)).toEqual(['Dear Jo, yes. Mia']);
    expect(await desk.ledger.find('doubted')).toMatchObject({ outcome: 'answered' });
    expect(await desk.audit.of('case-doubted')).toMatchObject([{ event: 'released' }]);
  });

  test('a call that is under way cannot be settled yet', async () => {
    const desk = await staffDesk();
    await desk.outbox.again('doubted');
    await begin(desk.outbox, 'doubted');
    const { look, send } = await desk.as(omar);
    expect((await look('/desk/outbox/doubted/reply')).text).not.toContain('?again');
    for (const way of ['again', 'arrived'])
      expect((await send(`/desk/outbox/doubted/reply?${way}`, { reason })).text).toContain('Somebody was faster');
    expect([desk.seen.letters, (await desk.outbox.open())[0]?.state]).toEqual([[], 'CALLING']);
  });
});

test('proposed examples are lines of YAML, whatever a customer wrote', async () => {
  const { text } = await (await (await staffDesk()).as(lea)).look('/desk/examples');
  expect(text).toContain('- &quot;our own \\&quot;size\\&quot; # please&quot;');
});

describe('what a stranger wrote', () => {
  const paths = [
    '/desk',
    '/desk/cases',
    '/desk/cases/case-mias',
    '/desk/commitments',
    '/desk/commitments/kept',
    '/desk/held',
    '/desk/held/held',
    '/desk/outbox',
    '/desk/outbox/doubted/reply',
    '/desk/examples',
  ];
  const tagsOf = async (words: string) => {
    const account = { id: 'acme', name: words, segment: words, manager: mia, contribution: 1, band: 'key' as const };
    const attachments = [{ name: words, bytes: 1 }];
    const desk = await staffDesk({ senderName: words, subject: words, text: words, attachments, account });
    const { look } = await desk.as(omar);
    const pages = await Promise.all(
      [...paths, `/desk/commitments?q=${encodeURIComponent(words.toWellFormed())}`].map(look),
    );
    return pages.map(({ text }) => text.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.replace(/value="[^"]*"/, '')));
  };

  test.each(hostile)('%j is shown as words on every page', async (payload) => {
    const [seen, harmless] = await Promise.all([tagsOf(payload), tagsOf('harmless')]);
    // A search for it may find nothing, which is one page less to compare.
    expect(seen.slice(0, -1)).toEqual(harmless.slice(0, -1));
    expect(seen.at(-1)?.join()).not.toMatch(/<(img|svg|iframe|script src)/);
  });
});

test('no page shows a secret, its hash or a task token, and none weighs 50 KB', async () => {
  const desk = await staffDesk({ text: 'Words of a customer. '.repeat(1_000) });
  const { look } = await desk.as(omar);
  for (const [route] of table.filter(([route]) => route.startsWith('GET'))) {
    const { text } = await look(route.slice(4));
    expect(text).not.toMatch(/the-task-token|secretHash/);
    expect(text).not.toContain(hashSecret('cookie'));
    expect([route, Buffer.byteLength(text) < 50_000]).toEqual([route, true]);
  }
});
