import type { Commitment } from '../domain/commitment/commitment.ts';
import type { DeskSettings } from '../domain/desk/desk.ts';
import type { OutgoingMail } from '../domain/reply/outgoing-mail.ts';
import { isOpen, localDay } from '../domain/time/business-time.ts';
import type { Commitments, SendNotice } from '../ports.ts';

interface Deps {
  commitments: Pick<Commitments, 'due' | 'reviewMailed'>;
  review: (notice: { to: string; commitments: Commitment[] }) => OutgoingMail;
  send: SendNotice;
  settings: DeskSettings;
}

/** Each owner is told once which of their commitments have come to their review day, in business hours. */
export const mailReviews =
  ({ commitments, review, send, settings }: Deps) =>
  async (now: Date): Promise<{ reviews: number }> => {
    if (!isOpen(now, settings)) return { reviews: 0 };
    const due = await commitments.due(localDay(now, settings.timeZone));
    const known = new Set(settings.managers.map(({ address }) => address));
    const ownerOf = ({ owner }: Commitment) => (known.has(owner) ? owner : settings.people.operations);
    for (const [to, theirs] of Map.groupBy(due, ownerOf)) {
      await send(review({ to, commitments: theirs }), 'review', theirs[0]!.id);
      for (const { id, reviewOn } of theirs) await commitments.reviewMailed(id, reviewOn);
    }
    return { reviews: due.length };
  };
