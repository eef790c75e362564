import { describe, expect, test } from 'vitest';
import { hashSecret } from '../../lib/adapters/secrets.ts';
import { ask, decided, hostile } from '../domain/reply/builders.ts';
import { deskInMemory, publicId, secret } from './desk-in-memory.ts';

const untouched = { writes: 0, told: [] };

describe('looking changes nothing', () => {
  test('50 of each method, with and without ?decide, write nothing and tell nobody', async () => {
    const { app, seen, kept } = deskInMemory();
    for (let i = 0; i < 50; i += 1)
      for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
        for (const query of ['', '?decide', `?decide&secret=${secret}&answer=approved&reason=because`])
          await app.request(`/a/${publicId}${query}`, { method });
    expect(seen).toMatchObject(untouched);
    expect(kept().state).toBe('PENDING');
  });

  test('the page is the same, byte for byte, whether the request exists or not', async () => {
    const { app } = deskInMemory();
    const look = async (id: string, method: string) => {
      const response = await app.request(`/a/${id}`, { method });
      return [response.status, await response.text(), [...response.headers]];
    };
    for (const method of ['GET', 'HEAD', 'OPTIONS'])
      expect(await look('nobodyhasthis234', method)).toEqual(await look(publicId, method));
  });

  test('opening the request with its secret writes nothing', async () => {
    const { open, seen } = deskInMemory();
    expect((await open()).status).toBe(200);
    expect(seen).toMatchObject(untouched);
  });
});

describe('the request', () => {
  test('shows who asks what, the value, the demand, the reasons, the alternative and the deadline', async () => {
    const text = await (await deskInMemory().open()).text();
    for (const words of [
      'Acme',
      'Could you print labels in our own size?',
      'Jo Meyer jo@acme.example',
      'retail, core, contribution 20,000 a year',
      '4 accounts in 180 days',
      'core account, recurring demand',
      'Standard labels',
      '26 November 2026',
      'Decline: we offer the alternative',
    ])
      expect(text).toContain(words);
  });

  test('does not promise an alternative that is not there', async () => {
    const { open } = deskInMemory({ asks: [ask('Our own size?', decided.withoutAlternative)] });
    const text = await (await open()).text();
    expect(text).toContain('Decline: a person writes to the customer');
    expect(text).not.toContain('Decline: we offer');
  });

  test('proposes no answer: nothing is chosen beforehand', async () =>
    expect(await (await deskInMemory().open()).text()).not.toMatch(/<input[^>]* checked/));

  test('never shows the task token or the hash of the secret', async () => {
    const { app, open, decide } = deskInMemory();
    const pages = [await app.request(`/a/${publicId}`), await open(), await decide('approved', 'worth it')];
    const text = (await Promise.all(pages.map((page) => page.text()))).join();
    expect(text).not.toContain('the-task-token');
    expect(text).not.toContain(hashSecret(secret));
  });
});

describe('deciding', () => {
  test.each(['approved', 'declined'])('%s with a reason is kept once, and the workflow is told', async (answer) => {
    const { decide, kept, seen } = deskInMemory();
    const text = await (await decide(answer, ' worth it ')).text();
    expect(kept()).toMatchObject({
      state: 'DECIDED',
      answer,
      reason: 'worth it',
      decidedAt: '2026-11-21T10:00:00.000Z',
    });
    expect(seen).toMatchObject({ writes: 1, told: ['the-task-token'] });
    expect(text).toContain('Decided, thank you');
  });

  test.each([
    ['no answer', '', 'because'],
    ['an answer nobody offers', 'expired', 'because'],
    ['no reason', 'approved', ''],
    ['a reason of two characters', 'approved', 'ok'],
    ['a reason of three blanks', 'approved', '   '],
    ['a reason of 2,001 characters', 'approved', 'x'.repeat(2_001)],
  ])('%s decides nothing, says so, and keeps what was typed', async (_, answer, reason) => {
    const { decide, seen } = deskInMemory();
    const response = await decide(answer, reason);
    const text = await response.text();
    expect([response.status, seen.writes]).toEqual([422, 0]);
    expect(text).toContain('role="alert"');
    expect(text).toContain(`>${reason.trim()}</textarea>`);
  });

  test.each([
    ['of three characters', 'yes'],
    ['of 2,000 characters, line ends as browsers send them', `${'x'.repeat(1_998)}\r\nx`],
  ])('a reason %s is enough', async (_, reason) => {
    const { decide, seen } = deskInMemory();
    expect([(await decide('approved', reason)).status, seen.writes]).toEqual([200, 1]);
  });

  test('without ?decide a complete answer decides nothing', async () => {
    const { post, seen } = deskInMemory();
    await post({ secret, answer: 'approved', reason: 'worth it' });
    expect(seen).toMatchObject(untouched);
  });

  test('who comes second sees who decided what, when and why, and changes nothing', async () => {
    const { decide, kept, seen } = deskInMemory();
    await decide('declined', 'too dear for them');
    const text = await (await decide('approved', 'let us do it')).text();
    expect(kept().answer).toBe('declined');
    expect(seen.told).toHaveLength(1);
    for (const words of ['Already settled', 'Declined', 'mia@desk.example', '21 November 2026', 'too dear for them'])
      expect(text).toContain(words);
  });

  test('200 at once, half of them no, are one decision and one notice', async () => {
    const { decide, kept, seen } = deskInMemory();
    const answers = Array.from({ length: 200 }, (_, i) => (i % 2 ? 'approved' : 'declined'));
    const texts = await Promise.all(answers.map(async (answer, i) => (await decide(answer, `reason ${i}`)).text()));
    expect(texts.filter((text) => text.includes('Decided, thank you'))).toHaveLength(1);
    expect(texts.every((text) => text.includes(kept().reason!))).toBe(true);
    expect(seen.told).toHaveLength(1);
  });

  test('a lost notice does not lose the decision', async () => {
    const { decide, kept, seen } = deskInMemory();
    seen.isTellingBroken = true;
    expect((await decide('approved', 'worth it')).status).toBe(200);
    expect(kept().state).toBe('DECIDED');
  });

  test('after the time is over a person has taken over, and the page says so', async () => {
    const { decide, seen } = deskInMemory({}, { state: 'EXPIRED', decidedAt: '2026-11-26T13:00:00Z' });
    const text = await (await decide('approved', 'worth it')).text();
    expect(text).toContain('No answer came in time');
    expect(seen).toMatchObject(untouched);
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

  test.each(wrong)('%s', async (_, given, id) => {
    const { post, seen } = deskInMemory();
    const answer = { answer: 'approved', reason: 'worth it' };
    for (const query of ['', '?decide']) {
      const response = await post({ secret: given, ...answer }, { id, query });
      const usual = await post({ secret: 'x' }, { id: publicId });
      expect([response.status, await response.text()]).toEqual([403, await usual.text()]);
    }
    expect(seen).toMatchObject(untouched);
  });

  test('a secret sent as a file is none', async () => {
    const { app, seen } = deskInMemory();
    const body = new FormData();
    body.append('secret', new File([secret], 'secret'));
    const headers = { 'Sec-Fetch-Site': 'same-origin' };
    expect((await app.request(`/a/${publicId}`, { method: 'POST', body, headers })).status).toBe(403);
    expect(seen).toMatchObject(untouched);
  });

  test('a form larger than any answer', async () => {
    const { post } = deskInMemory();
    expect((await post({ secret, reason: 'x'.repeat(33 * 1024) })).status).toBe(403);
  });
});

describe('what a stranger wrote', () => {
  test.each(hostile)('%j is shown as words', async (payload) => {
    const account = {
      id: 'a',
      name: payload,
      segment: payload,
      manager: 'm@d.example',
      contribution: 1,
      band: 'key' as const,
    };
    const shown = async (words: string) => {
      const { open } = deskInMemory({
        senderName: words,
        subject: words,
        text: words,
        account: { ...account, name: words, segment: words },
        asks: [ask(words, decided.customisable)],
      });
      return (await open()).text();
    };
    const tags = (text: string) => text.match(/<[a-z/!][^>]*>/gi);
    expect(tags(await shown(payload))).toEqual(tags(await shown('harmless')));
  });

  test('is escaped in the reason that comes back', async () => {
    const text = await (await deskInMemory().decide('', '</textarea><script>alert(1)</script>')).text();
    expect(text).toContain('&lt;/textarea&gt;&lt;script&gt;');
  });
});

describe('every answer', () => {
  test('allows our one style and script and nothing from outside, and is kept by nobody', async () => {
    const { app, open, post } = deskInMemory();
    const all = [
      await app.request(`/a/${publicId}`),
      await open(),
      await post({ secret: 'x' }),
      await app.request('/'),
    ];
    for (const { headers } of all) {
      const csp = headers.get('Content-Security-Policy') ?? '';
      expect(csp).toMatch(
        /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; form-action 'self'/,
      );
      expect(csp).toContain("frame-ancestors 'none'");
      expect(csp).not.toContain('unsafe');
      expect([headers.get('Cache-Control'), headers.get('Referrer-Policy')]).toEqual(['no-store', 'no-referrer']);
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff');
      expect(headers.get('Strict-Transport-Security')).toMatch(/^max-age=\d{8}$/);
    }
  });

  test('stays so when something breaks, and shows nothing of what broke', async () => {
    const { post } = deskInMemory({ account: null });
    const response = await post({ secret });
    expect(response.status).toBe(500);
    expect(response.headers.get('Content-Security-Policy')).toContain("default-src 'none'");
    expect(await response.text()).not.toContain('abcdefgh2345');
  });
});
