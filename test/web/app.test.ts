import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../lib/adapters/secrets.ts';
import { ask, decided } from '../domain/reply/builders.ts';
import { deskInMemory, fieldsOf, mia, publicId, secret } from './desk-in-memory.ts';
import { hostile } from './hostile.ts';

const approve = { answer: 'approved', reason: ' worth it ' };

describe('looking changes nothing', () => {
  test('1,000 looks of every kind, with and without ?decide', async () => {
    const { app, state } = await deskInMemory();
    const before = await state();
    const methods = ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'];
    const queries = ['', '?decide', '?undo', '?give', `?decide&secret=${secret}&answer=approved&reason=because`];
    for (let i = 0; i < 1_000; i += 1) {
      const headers = i % 2 ? { 'Sec-Purpose': 'prefetch', 'User-Agent': 'LinkScanner/1.0' } : {};
      await app.request(`/a/${publicId}${queries[i % 5]}`, { method: methods[Math.floor(i / 5) % 5]!, headers });
    }
    expect(await state()).toBe(before);
  });

  test.each(['GET', 'HEAD', 'OPTIONS', 'PUT', 'PATCH', 'DELETE'])(
    'a complete decision sent by %s decides nothing',
    async (method) => {
      const { app, open, state } = await deskInMemory();
      const fields = { ...fieldsOf(await (await open()).text()), answer: 'approved', reason: 'worth it' };
      const before = await state();
      const hasBody = !['GET', 'HEAD'].includes(method);
      const query = `?decide&${new URLSearchParams(fields)}`;
      const body = hasBody ? new URLSearchParams(fields) : undefined;
      await app.request(`http://desk.example/a/${publicId}${query}`, {
        method,
        body,
        headers: { 'Sec-Fetch-Site': 'same-origin' },
      });
      expect(await state()).toBe(before);
    },
  );

  test('the page is the same, byte for byte, whether the request exists or not', async () => {
    const { app } = await deskInMemory();
    const look = async (id: string, method: string) => {
      const response = await app.request(`/a/${id}`, { method });
      return [response.status, await response.text(), [...response.headers]];
    };
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(await look('nobodyhasthis234', method)).toEqual(await look(publicId, method));
  });

  test('opening the request with its secret writes nothing', async () => {
    const { open, state } = await deskInMemory();
    const before = await state();
    expect((await open()).status).toBe(200);
    expect(await state()).toBe(before);
  });
});

describe('the request', () => {
  test('shows who asks what, the value, the demand, the effort, the reasons, the alternative and the deadline', async () => {
    const text = await (await (await deskInMemory()).open()).text();
    for (const words of [
      'Acme',
      'Could you print labels in our own size?',
      'Jo Meyer jo@acme.example',
      'retail, core: contributes 20,000 EUR a year',
      '4 accounts in 180 days',
      'about 10 hours, 1,000 EUR, 5 %',
      'core account, recurring demand',
      'Standard labels',
      '4 December 2026',
      'Decline, offer Standard labels',
    ])
      expect(text).toContain(words);
  });

  test('shows the whole conversation, files with their size, and telephone numbers', async () => {
    const { open } = await deskInMemory({
      text: 'Call me on +31 20 555 0100.',
      attachments: [{ name: 'drawing.pdf', bytes: 1_250_000 }],
    });
    const text = await (await open()).text();
    for (const words of ['drawing.pdf', '1.3 MB', '+31 20 555 0100']) expect(text).toContain(words);
  });

  test('does not promise an alternative that is not there', async () => {
    const { open } = await deskInMemory({ asks: [ask('Our own size?', decided.withoutAlternative)] });
    const text = await (await open()).text();
    expect(text).toContain('nothing fits by itself');
    expect(text).toContain('Decline, offer what is chosen below');
  });

  test('proposes no answer: nothing is chosen beforehand', async () =>
    expect(await (await (await deskInMemory()).open()).text()).not.toMatch(/<input[^>]* checked/));

  test('never shows the task token or the hash of the secret', async () => {
    const { app, open, decide } = await deskInMemory();
    const pages = [await app.request(`/a/${publicId}`), await open(), await decide(approve)];
    const text = (await Promise.all(pages.map((page) => page.text()))).join();
    expect(text).not.toContain('the-task-token');
    expect(text).not.toContain(hashSecret(secret));
  });

  test('with a conversation of 20,000 characters weighs less than 50 KB', async () => {
    const { open } = await deskInMemory({ text: 'Words of a customer. '.repeat(1_000) });
    expect(Buffer.byteLength(await (await open()).text())).toBeLessThan(50_000);
  });
});

describe('deciding', () => {
  test('approved as proposed: terms, reason, view and moment are kept once, and the workflow is told', async () => {
    const { decide, kept, seen, audit } = await deskInMemory();
    const text = await (await decide({ ...approve, reasonable: 'yes' })).text();
    expect((await kept()).decision).toEqual({
      by: mia,
      at: '2026-11-23T10:00:00.000Z',
      sendAt: '2026-11-23T10:05:00.000Z',
      reason: 'worth it',
      view: { reasonable: true, abusiveTone: false },
      answer: {
        kind: 'approved',
        terms: { promise: 'Own label format', price: 0, yearlyUpkeep: 200, reviewOn: '2027-11-20' },
        text: null,
      },
    });
    expect(seen.told).toEqual(['the-task-token']);
    expect(text).toContain('Decided, thank you');
    const [entry] = await audit.of('abcdefgh2345');
    expect(entry).toMatchObject({ event: 'decided', by: mia, facts: { answer: 'approved', network: 'unknown' } });
    expect(entry?.facts.page).toMatch(/^[0-9a-f]{16}$/);
  });

  test('terms that were changed are what is promised', async () => {
    const { decide, kept } = await deskInMemory();
    await decide({
      ...approve,
      promise: 'Rolls of 61 x 33 mm',
      price: '450,50',
      yearlyUpkeep: '1 200',
      reviewOn: '2027-02-23',
    });
    expect((await kept()).decision?.answer).toMatchObject({
      terms: { promise: 'Rolls of 61 x 33 mm', price: 450.5, yearlyUpkeep: 1_200, reviewOn: '2027-02-23' },
    });
  });

  test('a letter that was changed is kept as it was written', async () => {
    const { decide, kept } = await deskInMemory();
    await decide({ ...approve, yes: 'Dear Jo,\r\n\r\nYes, with pleasure.' });
    expect((await kept()).decision?.answer).toMatchObject({ text: 'Dear Jo,\n\nYes, with pleasure.' });
  });

  test('declined with another alternative, whose letter is drafted afresh', async () => {
    const { decide, kept } = await deskInMemory();
    await decide({ answer: 'declined', reason: 'too dear', alternative: 'labels' });
    expect((await kept()).decision?.answer).toEqual({ kind: 'declined', alternative: 'labels', text: null });
  });

  test('it is standard, or the customer is called', async () => {
    const standard = await deskInMemory();
    await standard.decide({ answer: 'standard', reason: 'we sell this', offer: 'labels' });
    expect((await standard.kept()).decision?.answer).toEqual({
      kind: 'standard',
      offer: 'labels',
      phrase: 'Could you print labels in our own size?',
    });
    const call = await deskInMemory();
    await call.decide({ answer: 'call', reason: 'quicker by phone', abusive: 'yes' });
    expect((await call.kept()).decision).toMatchObject({
      answer: { kind: 'call' },
      view: { reasonable: null, abusiveTone: true },
    });
  });

  test.each([
    ['no answer', { answer: '' }],
    ['an answer nobody offers', { answer: 'expired' }],
    ['an answer that every object has', { answer: 'constructor' }],
    ['no reason', { reason: '' }],
    ['a reason of two characters', { reason: 'ok' }],
    ['a reason of three blanks', { reason: '   ' }],
    ['a reason of 2,001 characters', { reason: 'x'.repeat(2_001) }],
    ['no promise', { promise: ' ' }],
    ['a price in words', { price: 'free' }],
    ['a price below zero', { price: '-1' }],
    ['a price with three decimals', { price: '1.234' }],
    ['a review on no day', { reviewOn: 'soon' }],
    ['a no that offers nothing', { answer: 'declined', alternative: '' }],
    ['a no that offers what nobody sells', { answer: 'declined', alternative: 'gold' }],
    ['a no whose letter does not name what it offers', { answer: 'declined', no: 'Dear Jo, not this time. Mia' }],
    ['a standard that is no offer', { answer: 'standard', offer: '' }],
  ])('%s decides nothing, says so, and keeps what was typed', async (_, but) => {
    const { decide, kept } = await deskInMemory();
    const response = await decide({ ...approve, ...but });
    const text = await response.text();
    expect([response.status, (await kept()).state]).toEqual([422, 'PENDING']);
    expect(text).toContain('role="alert"');
    const typed: Record<string, string> = { ...approve, ...but };
    expect(fieldsOf(text).reason).toBe(typed.reason!.trim());
  });

  test.each([
    ['of three characters', 'yes'],
    ['of 2,000 characters, line ends as browsers send them', `${'x'.repeat(1_998)}\r\nx`],
  ])('a reason %s is enough', async (_, reason) => {
    const { decide, kept } = await deskInMemory();
    expect((await decide({ ...approve, reason })).status).toBe(200);
    expect((await kept()).state).toBe('DECIDED');
  });

  test('without ?decide a complete answer decides nothing', async () => {
    const { decide, kept } = await deskInMemory();
    for (const query of ['', '?tone', '?tone=live', '?undo']) await decide(approve, query);
    expect((await kept()).state).toBe('PENDING');
  });

  test('who comes second sees who decided what, when and why, and changes nothing', async () => {
    const { decide, open, kept, seen } = await deskInMemory();
    const page = fieldsOf(await (await open()).text());
    await decide({ answer: 'declined', reason: 'too dear for them' });
    const text = await (await decide({ ...page, ...approve })).text();
    expect((await kept()).decision?.answer.kind).toBe('declined');
    expect(seen.told).toHaveLength(1);
    for (const words of ['Already settled', 'Declined', mia, '23 November 2026', 'too dear for them'])
      expect(text).toContain(words);
  });

  test('200 at once, half of them no, are one decision and one notice', async () => {
    const { post, open, kept, seen, audit } = await deskInMemory();
    const page = fieldsOf(await (await open()).text());
    const sent = Array.from({ length: 200 }, (_, i) =>
      post({ ...page, answer: i % 2 ? 'approved' : 'declined', reason: `reason ${i}` }, { query: '?decide' }),
    );
    const texts = await Promise.all(sent.map(async (response) => (await response).text()));
    const { decision } = await kept();
    expect(texts.filter((text) => text.includes('Decided, thank you'))).toHaveLength(1);
    expect(texts.every((text) => text.includes(decision!.reason))).toBe(true);
    expect(seen.told).toHaveLength(1);
    expect((await audit.of('abcdefgh2345')).filter(({ event }) => event === 'decided')).toHaveLength(1);
  });

  test('a lost notice does not lose the decision', async () => {
    const { decide, kept, seen } = await deskInMemory();
    seen.isTellingBroken = true;
    expect((await decide(approve)).status).toBe(200);
    expect((await kept()).state).toBe('DECIDED');
  });

  test('the others who were asked hear who decided', async () => {
    const { decide, approvals, seen } = await deskInMemory();
    await approvals.hold('m1', { address: 'sam@desk.example', secretHash: hashSecret('of sam'), sentAt: '' });
    await decide(approve);
    expect(seen.mails.map(({ to }) => to)).toEqual(['sam@desk.example']);
    expect(seen.mails[0]?.text).toContain('Mia Torres');
  });

  test('after the time is over somebody else has taken over, and the page says so', async () => {
    const { open, approvals, state } = await deskInMemory();
    await approvals.seal('m1', new Date('2026-12-04T09:00:00.000Z'));
    const before = await state();
    expect(await (await open()).text()).toContain('No answer came in time');
    expect(await state()).toBe(before);
  });
});

describe('the tone of what a person wrote', () => {
  const rude = 'Dear Jo, as per our policy you should have read it. We offer Standard labels.';

  test('is looked at before it leaves: what was found is said, and what was typed is kept', async () => {
    const { decide, kept } = await deskInMemory();
    const response = await decide({ answer: 'declined', reason: 'no time', no: rude });
    const text = await response.text();
    expect([response.status, (await kept()).state]).toEqual([422, 'PENDING']);
    expect(text).toContain('as per our policy');
    expect(text).toContain('Send it as it stands');
    expect(fieldsOf(text).no).toBe(rude);
  });

  test('may be overruled by that person, and the audit knows', async () => {
    const { decide, kept, audit } = await deskInMemory();
    await decide({ answer: 'declined', reason: 'no time', no: rude, asItStands: 'yes' });
    expect((await kept()).decision?.answer).toMatchObject({ text: rude });
    expect((await audit.of('abcdefgh2345'))[0]?.facts.asItStands).toBe('yes');
  });

  test('is told while it is typed, letter by letter apart', async () => {
    const { decide } = await deskInMemory();
    const found = await (await decide({ no: rude }, '?tone=live')).json();
    expect(found).toEqual({
      yes: [],
      no: [expect.stringContaining('our policy'), expect.stringContaining('you should have read')],
    });
  });
});

describe('undoing', () => {
  const decidedPage = async () => {
    const desk = await deskInMemory();
    const page = fieldsOf(await (await desk.decide(approve)).text());
    return { ...desk, undo: () => desk.post(page, { query: '?undo' }) };
  };

  test('until the reply leaves, by who decided: the request waits again', async () => {
    const { undo, kept, clock, audit } = await decidedPage();
    clock.pass(299);
    expect(await (await undo()).text()).toContain('Undone');
    expect(await kept()).toMatchObject({ state: 'PENDING', decision: null });
    expect((await audit.of('abcdefgh2345')).map(({ event }) => event)).toEqual(['decided', 'undone']);
  });

  test('not from the moment on at which it leaves', async () => {
    const { undo, kept, clock } = await decidedPage();
    clock.pass(300);
    await undo();
    expect((await kept()).state).toBe('DECIDED');
  });

  test('not by somebody else, who is not even offered it', async () => {
    const { post, approvals, kept } = await deskInMemory();
    await approvals.hold('m1', { address: 'sam@desk.example', secretHash: hashSecret('of sam'), sentAt: '' });
    const page = fieldsOf(await (await post({ secret })).text());
    const sams = fieldsOf(await (await post({ secret: 'of sam' })).text());
    await post({ ...page, ...approve }, { query: '?decide' });
    expect(await (await post({ secret: 'of sam' })).text()).not.toContain('?undo');
    await post({ ...page, secret: 'of sam' }, { query: '?undo' });
    expect((await kept()).state).toBe('DECIDED');
    await post(sams, { query: '?undo' });
    expect((await kept()).state).toBe('DECIDED');
  });
});

describe('giving it to somebody else', () => {
  test('they get the brief with a link of their own, and the older one is dead', async () => {
    const { decide, open, post, kept, seen } = await deskInMemory();
    const text = await (await decide({ reason: 'Sam knows them', to: 'sam@desk.example' }, '?give')).text();
    expect(text).toContain('Sam Ode has got a mail');
    expect((await kept()).manager).toBe('sam@desk.example');
    expect(seen.mails.map(({ to }) => to)).toEqual(['sam@desk.example']);
    expect((await open()).status).toBe(403);
    expect((await post({ secret: 'the-secret-of-somebody-else' })).status).toBe(200);
  });

  test.each([
    ['nobody', ''],
    ['a stranger', 'eve@evil.example'],
    ['oneself', mia],
  ])('to %s is not possible', async (_, to) => {
    const { decide, kept, seen } = await deskInMemory();
    expect((await decide({ reason: 'because', to }, '?give')).status).toBe(422);
    expect([(await kept()).manager, seen.mails]).toEqual([mia, []]);
  });
});

describe('a pass of the page', () => {
  test.each([
    ['none', ''],
    ['a made-up one', 'zzzz.abcd'],
    ['one without a mac', 'mifx3k00.'],
  ])('%s decides nothing, is written down, and the page asks to answer once more', async (_, pass) => {
    const { decide, kept, audit } = await deskInMemory();
    const response = await decide({ ...approve, pass });
    expect([response.status, (await kept()).state]).toEqual([403, 'PENDING']);
    expect(await response.text()).toContain('answer once more');
    expect((await audit.of('abcdefgh2345')).map(({ event }) => event)).toEqual(['request-refused']);
  });

  test('holds for an hour and not longer', async () => {
    const { post, open, clock, kept } = await deskInMemory();
    const page = fieldsOf(await (await open()).text());
    clock.pass(3_600);
    expect((await post({ ...page, ...approve, reason: '' }, { query: '?decide' })).status).toBe(422);
    clock.pass(1);
    expect((await post({ ...page, ...approve }, { query: '?decide' })).status).toBe(403);
    expect((await kept()).state).toBe('PENDING');
  });
});

describe('where a code is needed as well', () => {
  const coded = () => deskInMemory({}, { level: 'link+code' });

  test('the first look mails six digits and shows nothing yet; the second mails nothing more', async () => {
    const { open, seen } = await coded();
    const text = await (await open()).text();
    expect(text).toContain('Six digits');
    expect(text).not.toContain('Acme');
    await open();
    expect(seen.mails.map(({ to, text }) => [to, /\b\d{6}\b/.exec(text)?.[0]])).toEqual([[mia, '012345']]);
  });

  test('with the digits the request opens, and is decided with the pass of that page', async () => {
    const { open, post, kept, audit } = await coded();
    await open();
    const page = fieldsOf(await (await post({ secret, code: '012345' })).text());
    await post({ ...page, ...approve }, { query: '?decide' });
    expect((await kept()).state).toBe('DECIDED');
    expect((await audit.of('abcdefgh2345')).map(({ event }) => event)).toEqual(['code-mailed', 'decided']);
  });

  test('the fifth try may be right, the sixth is too many', async () => {
    for (const [wrong, status] of [
      [4, 200],
      [5, 422],
    ] as const) {
      const { open, post } = await coded();
      await open();
      for (let i = 0; i < wrong; i += 1) expect((await post({ secret, code: '999999' })).status).toBe(422);
      expect((await post({ secret, code: '012345' })).status).toBe(status);
    }
  });

  test('after ten minutes the digits are dead, and new ones are mailed', async () => {
    const { open, post, clock, seen } = await coded();
    await open();
    clock.pass(600);
    expect((await post({ secret, code: '012345' })).status).toBe(422);
    await open();
    expect(seen.mails).toHaveLength(2);
  });

  test('what was decided is shown, and can be undone, only after the digits', async () => {
    const { open, post, kept, clock } = await coded();
    await open();
    const page = fieldsOf(await (await post({ secret, code: '012345' })).text());
    await post({ ...page, ...approve }, { query: '?decide' });
    clock.pass(60);
    const reopened = await (await open()).text();
    expect(reopened).toContain('Six digits');
    expect(reopened).not.toContain('worth it');
    await post(fieldsOf(reopened), { query: '?undo' });
    expect((await kept()).state).toBe('DECIDED');
    await post({ ...page }, { query: '?undo' });
    expect((await kept()).state).toBe('PENDING');
  });

  test('a pass of a page without digits decides nothing', async () => {
    const { post, pass, kept } = await (async () => {
      const plain = await deskInMemory();
      const page = fieldsOf(await (await plain.open()).text());
      const desk = await coded();
      return { ...desk, pass: page.pass! };
    })();
    await post({ secret, pass, ...approve }, { query: '?decide' });
    expect((await kept()).state).toBe('PENDING');
  });
});

describe('refused, with one page for all', () => {
  const flipped = `B${secret.slice(1)}`;
  const wrong: [string, string, string][] = [
    ['a wrong secret', flipped, publicId],
    ['a shortened one', secret.slice(0, -1), publicId],
    ['a longer one', `${secret}x`, publicId],
    ['none', '', publicId],
    ['the hash itself', hashSecret(secret), publicId],
    ['the right one of another request', secret, 'nobodyhasthis234'],
    ['an id that cannot be', secret, `${'x'.repeat(3_000)}`],
    ['an id with strange letters', secret, '%00%ff'],
  ];
  const usual = async () => {
    const response = await (await deskInMemory()).post({ secret: 'x' });
    return [response.status, await response.text(), [...response.headers]];
  };
  const answerOf = async (response: Response) => [response.status, await response.text(), [...response.headers]];

  test.each(wrong)('%s', async (_, given, id) => {
    const { post, state } = await deskInMemory();
    const before = await state();
    for (const query of ['', '?decide', '?undo', '?give', '?tone=live'])
      expect(await answerOf(await post({ secret: given, ...approve }, { id, query }))).toEqual(await usual());
    expect(await state()).toBe(before);
  });

  test('an older link, once a newer one was mailed', async () => {
    const { open, approvals } = await deskInMemory();
    await approvals.hold('m1', { address: mia, secretHash: hashSecret('newer'), sentAt: '' });
    expect(await answerOf(await open())).toEqual(await usual());
  });

  test('the link of somebody who has left the desk', async () => {
    const { post, approvals } = await deskInMemory();
    await approvals.hold('m1', { address: 'gone@desk.example', secretHash: hashSecret('of gone'), sentAt: '' });
    expect(await answerOf(await post({ secret: 'of gone' }))).toEqual(await usual());
  });

  test('a link to sign in does not decide, and a link to decide does not sign in', async () => {
    const { app, post, seen } = await deskInMemory();
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    const to = (path: string, fields: Record<string, string>) =>
      app.request(`http://desk.example${path}`, { method: 'POST', body: new URLSearchParams(fields), headers });
    await to('/desk/sign-in', { address: mia });
    const [, id, own] = /\/s\/([\w-]+)#([\w-]+)/.exec(seen.mails[0]!.text)!;
    expect(await answerOf(await post({ secret: own! }))).toEqual(await usual());
    expect(await answerOf(await post({ secret: own! }, { id: id! }))).toEqual(await usual());
    for (const [path, given] of [
      [`/s/${publicId}`, secret],
      [`/s/${id}`, secret],
    ] as const)
      expect((await to(path, { secret: given, address: mia })).headers.get('set-cookie')).toBeNull();
    expect((await to(`/s/${id}`, { secret: own!, address: mia })).headers.get('set-cookie')).toContain(
      '__Host-evenhand',
    );
  });

  test('a link 30 days after the deadline, but not before', async () => {
    const { open, clock } = await deskInMemory({}, { answerBy: '2026-11-24T10:00:00.000Z' });
    clock.pass(31 * 86_400);
    expect((await open()).status).toBe(200);
    clock.pass(1);
    expect(await answerOf(await open())).toEqual(await usual());
  });

  test('a secret sent as a file is none', async () => {
    const { app } = await deskInMemory();
    const body = new FormData();
    body.append('secret', new File([secret], 'secret'));
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    expect((await app.request(`/a/${publicId}`, { method: 'POST', body, headers })).status).toBe(403);
  });

  test('a form larger than any answer', async () => {
    const { post } = await deskInMemory();
    expect((await post({ secret, reason: 'x'.repeat(257 * 1024) })).status).toBe(403);
  });
});

describe('what a stranger wrote', () => {
  test('sixty payloads are tried', () => expect(new Set(hostile).size).toBe(60));

  test.each(hostile)('%j is shown as words', async (payload) => {
    const account = { id: 'a', manager: mia, contribution: 1, band: 'key' as const };
    const shown = async (words: string) => {
      const { open } = await deskInMemory({
        senderName: words,
        subject: words,
        text: words,
        attachments: [{ name: words, bytes: 1 }],
        account: { ...account, name: words, segment: words },
        asks: [ask(words, decided.customisable)],
      });
      return (await open()).text();
    };
    const tags = (text: string) => text.match(/<[a-z/!][^>]*>/gi)?.map((tag) => tag.replace(/value="[^"]*"/, ''));
    expect(tags(await shown(payload))).toEqual(tags(await shown('harmless')));
  });

  test('is escaped in the reason that comes back', async () => {
    const { decide } = await deskInMemory();
    const text = await (await decide({ answer: '', reason: '</textarea><script>alert(1)</script>' })).text();
    expect(text).toContain('&lt;/textarea&gt;&lt;script&gt;');
  });
});

describe('every answer', () => {
  test('allows our one style and script and nothing from outside, and is kept by nobody', async () => {
    const { app, open, post } = await deskInMemory();
    const all = [
      await app.request(`/a/${publicId}`),
      await open(),
      await post({ secret: 'x' }),
      await app.request('/'),
    ];
    for (const { headers } of all) {
      const csp = headers.get('Content-Security-Policy') ?? '';
      expect(csp).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'; form-action 'self'/,
      );
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
      expect([headers.get('Cache-Control'), headers.get('Referrer-Policy')]).toEqual(['no-store', 'no-referrer']);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}$/);
    }
  });

  test('stays so when something breaks, and shows nothing of what broke', async () => {
    const { post } = await deskInMemory({ account: null });
    const response = await post({ secret });
    expect(response.status).toBe(500);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toContain('abcdefgh2345');
  });
});
