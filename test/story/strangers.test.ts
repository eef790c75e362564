/** A desk that tells senders without proof of identity that their mail is here. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Desk, deliver, demandOf, headOf, wordsOf } from './acceptance.ts';
import { openDeskUnderTest } from './desk-under-test.ts';

let desk: Desk;
beforeAll(async () => {
  desk = await openDeskUnderTest({ settings: { strangers: 'acknowledge' } });
});
afterAll(() => desk.close());

const PLANTED = ['Zebulon', 'xylophone', 'quokka', 'thread-of-theirs'];
const stranger = {
  from: 'Zebulon Q <zq@unknown.example>',
  subject: 'About a xylophone',
  headers: ['References: <thread-of-theirs@unknown.example>'],
  body: 'Please send quokka labels.',
  verdict: 'gray',
} as const;

test('a stranger is told in fixed words that the mail is here, and a person looks at it', async () => {
  const told = await deliver(desk, { ...stranger, headers: [...stranger.headers] });
  expect(told.row).toMatchObject({ outcome: 'held', route: 'acknowledge' });
  expect(told.sent).toHaveLength(1);
  const mail = `${headOf(told.sent[0]!)}\n${wordsOf(told.sent[0]!)}`;
  expect(mail).toContain('To: zq@unknown.example');
  for (const word of PLANTED) expect(mail).not.toContain(word);
  expect(mail).not.toMatch(/^(in-reply-to|references):/im);
  expect(await demandOf(desk)).toEqual([]);
});

test('not again within the week, and never where the domain disowns the mail or imitates an account', async () => {
  const again = (but: object) => deliver(desk, { ...stranger, headers: [], from: 'yan@other.example', ...but });
  expect((await again({})).sent).toHaveLength(1);
  for (const but of [{}, { verdict: 'fail' }, { from: 'x@third.example', verdict: 'fail' }])
    expect(await again(but)).toMatchObject({ sent: [], row: { outcome: 'held' } });
});
