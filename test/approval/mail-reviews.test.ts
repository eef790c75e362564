import { expect, test } from 'vitest';
import { memoryStores } from '../../lib/adapters/memory/stores.ts';
import { mailReviews } from '../../lib/approval/mail-reviews.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import { promised } from '../adapters/samples.ts';
import { desk } from '../domain/reply/builders.ts';

test('owners hear once of what is due, in business hours; of who has left, operations', async () => {
  const { commitments } = memoryStores(() => new Date());
  await commitments.add(promised('m1', { reviewOn: '2026-11-23' }));
  await commitments.add(promised('m2', { reviewOn: '2026-11-23' }));
  await commitments.add(promised('m3', { reviewOn: '2026-11-23', owner: 'gone@desk.example' }));
  await commitments.add(promised('m4', { reviewOn: '2026-11-24' }));
  const mails: [string, string[]][] = [];
  const sweep = mailReviews({
    commitments,
    review: ({ to, commitments: due }) => ({ to, text: due.map(({ id }) => id).join() }) as OutgoingMail,
    send: async ({ to, text }) => void mails.push([to, text.split(',')]),
    settings: desk.settings,
  });
  expect(await sweep(new Date('2026-11-23T06:00:00Z'))).toEqual({ reviews: 0 });
  expect(await sweep(new Date('2026-11-23T09:00:00Z'))).toEqual({ reviews: 3 });
  expect(mails).toEqual([
    ['mia@desk.example', ['m1', 'm2']],
    ['ops@desk.example', ['m3']],
  ]);
  expect(await sweep(new Date('2026-11-23T09:15:00Z'))).toEqual({ reviews: 0 });
});
