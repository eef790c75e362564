import { describe, expect, test } from 'vitest';
import { deskInMemory, fieldsOf, secret } from './desk-in-memory.ts';

describe('where a form comes from', () => {
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
    const { post, open, kept, audit } = await deskInMemory();
    const page = fieldsOf(await (await open()).text());
    const sent = await post({ ...page, secret, answer: 'approved', reason: 'worth it' }, { query: '?decide', headers });
    expect(sent.status).toBe(status);
    expect((await kept()).state).toBe(status === 200 ? 'DECIDED' : 'PENDING');
    expect((await audit.of('abcdefgh2345')).map(({ event }) => event)).toEqual([
      status === 200 ? 'decided' : 'request-refused',
    ]);
  });
});
