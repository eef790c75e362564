/** Who may be told that their mail is here although nobody knows who wrote it: a forged sender would get it, too. */
import type { MayLeave, Sent } from './brakes.ts';
import { NOT_PROVEN } from './identity.ts';
import type { Message } from './message.ts';

const HOUR = 3_600_000;
/** Mail bombs: somebody enters the address of a victim everywhere. */
export const PER_STRANGER = { most: 1, within: 7 * 24 * HOUR } as const;
/** The same, with invented addresses of one domain. */
export const PER_DOMAIN_OF_STRANGERS = { most: 50, within: HOUR } as const;

/** Only where the domain says nothing about who may write for it: what it disowns, or imitates another, gets no answer at all. */
export const mayAcknowledge = ({ mayReply, identity }: Pick<Message, 'mayReply' | 'identity'>): boolean =>
  mayReply && identity.result === 'unverified' && identity.because === NOT_PROVEN;

type Tell = Pick<Sent, 'messageId' | 'at'>;

/** What to keep when this mail leaves now. The same mail again counts once. */
export function tellStranger(
  messageId: string,
  kept: { toAddress: Tell[]; toDomain: Tell[] },
  now: Date,
): { may: true; toAddress: Tell[]; toDomain: Tell[] } | Extract<MayLeave, { may: false }> {
  const others = (tells: Tell[], within: number) =>
    tells.filter((tell) => tell.messageId !== messageId && now.getTime() - Date.parse(tell.at) < within);
  const toAddress = others(kept.toAddress, PER_STRANGER.within);
  const toDomain = others(kept.toDomain, PER_DOMAIN_OF_STRANGERS.within);
  if (toAddress.length >= PER_STRANGER.most)
    return { may: false, because: 'this address was told within 7 days that its mail is here' };
  if (toDomain.length >= PER_DOMAIN_OF_STRANGERS.most)
    return {
      may: false,
      because: `${PER_DOMAIN_OF_STRANGERS.most} unknown senders of one domain were told within an hour`,
    };
  const telling = { messageId, at: now.toISOString() };
  return { may: true, toAddress: [...toAddress, telling], toDomain: [...toDomain, telling] };
}
