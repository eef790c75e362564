import { describe, expect, test } from 'vitest';
import { deskInMemory, secret } from './desk-in-memory.ts';

describe('where a form comes from', () => {
  const answer = { secret, answer: 'approved', reason: 'worth it' };
  test.each<[string, Record<string, string>, number]>([
    ['our own page', { 'Sec-Fetch-Site': 'same-origin' }, 200],
    ['our own page reloaded by hand', { 'Sec-Fetch-Site': 'none' }, 200],
    ['our own page, whose Origin is hidden', { 'Sec-Fetch-Site': 'same-origin', Origin: 'null' }, 200],
    ['our own page in an old browser', { 'Sec-Fetch-Site': '', Origin: 'http://desk.example' }, 200],
    ['another site', { 'Sec-Fetch-Site': 'cross-site' }, 403],
    ['a neighbour of our host', { 'Sec-Fetch-Site': 'same-site' }, 403],
    ['another site in an old browser', { 'Sec-Fetch-Site': '', Origin: 'https://evil.example' }, 403],
    ['nowhere', { 'Sec-Fetch-Site': '', Origin: 'null' }, 403],
    ['no browser', { 'Sec-Fetch-Site': '' }, 403],
  ])('%s', async (_, headers, status) => {
    const { post, seen } = deskInMemory();
    expect((await post(answer, { query: '?decide', headers })).status).toBe(status);
    expect(seen.writes).toBe(status === 200 ? 1 : 0);
  });
});
