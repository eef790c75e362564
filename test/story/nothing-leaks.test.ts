import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { fieldsOf } from '../web/desk-in-memory.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Awaited<ReturnType<typeof openDeskUnderTest>>;
const logged: string[] = [];
beforeAll(async () => {
  for (const level of ['log', 'info', 'warn', 'error', 'debug'] as const)
    vi.spyOn(console, level).mockImplementation((...words) => void logged.push(words.map(String).join(' ')));
  desk = await openDeskUnderTest();
});
afterAll(async () => {
  vi.restoreAllMocks();
  await desk.close();
});

/** Twenty things of one customer that belong into the table and the mail store only. */
const planted = [
  ...['Xaverine', 'Quillfeather', 'helen.achebe', 'northgate', 'Zanzibarlaan', '+31 20 555 7788', 'NL91ABNA0417164300'],
  ...[
    'blutgruppe-null',
    'passport-XK91',
    'geburtstag-1979',
    'lims-zeta',
    'subject-omega',
    'file-theta',
    'reason-kappa',
  ],
  ...['promise-lambda', 'letter-sigma', 'phrase-tau', 'browser-upsilon', '203.0.113.77', 'signature-phi'],
];

const post = (path: string, query: string, fields: Record<string, string>, site = 'same-origin') =>
  desk.invoke('desk', {
    version: '2.0',
    rawPath: path,
    rawQueryString: query,
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': site,
      'user-agent': 'browser-upsilon',
      host: 'desk.example',
    },
    requestContext: { http: { method: 'POST', path, sourceIp: '203.0.113.77' }, domainName: 'desk.example' },
    body: new URLSearchParams(fields).toString(),
    isBase64Encoded: false,
  }) as Promise<{ statusCode: number; body: string }>;

test('logs, events and what the machines carry hold no secret, no task token and nothing of a customer', async () => {
  const { id } = await desk.mail('04-custom-work-for-a-key-account.eml', (raw) =>
    raw
      .replace(/^subject:.*$/im, 'Subject: subject-omega')
      .replace('Dear all,', `Dear all, I am Xaverine Quillfeather, Zanzibarlaan 1, ${planted.slice(5, 11).join(', ')}.`)
      .replace('Best wishes,', 'Best wishes, signature-phi'),
  );
  const approval = (await desk.approvals.byMessage(id))!;
  const brief = (await desk.sent()).find((raw) => raw.includes('X-Evenhand-Purpose: brief'))!;
  const secret = /#(=\r\n|[\w-]|=3D)+/.exec(brief)![0].slice(1).replaceAll('=\r\n', '');
  const path = `/a/${approval.publicId}`;
  await post(path, '', { secret: 'wrong' });
  await post(path, 'decide', { secret, reason: 'reason-kappa', answer: 'approved' }, 'cross-site');
  const page = fieldsOf((await post(path, '', { secret })).body);
  const decided = { ...page, answer: 'approved', reason: 'reason-kappa', promise: 'promise-lambda' };
  const answer = await post(path, 'decide', { ...decided, yes: 'letter-sigma', phrase: 'phrase-tau' });
  expect(answer.body).toContain('Decided, thank you');
  await desk.statesOf(() => desk.invoke('sweep', {}));
  await desk.mail('38-malformed.eml', (raw) => `${raw}\r\nfile-theta`);
  await expect(desk.invoke('send-reply', { messageId: 'nobody' })).rejects.toThrow();

  const seen = [...logged, ...desk.carried].join('\n');
  expect((await desk.ledger.find(id))?.outcome).toBe('answered');
  expect(desk.carried.length).toBeGreaterThan(10);
  expect(logged.join()).toContain('request-refused');
  const { taskToken } = (await desk.approvals.byMessage(id))!;
  expect([...planted, secret, taskToken].filter((word) => seen.includes(word))).toEqual([]);
});
