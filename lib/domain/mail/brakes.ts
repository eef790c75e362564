/** How much may leave by itself. Whatever goes beyond is held for a person, so every limit may be reached by a customer too. */
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Two machines that answer each other, or a flood in the name of somebody who would get our answers. */
export const PER_ADDRESS = [
  { most: 3, within: 10 * MINUTE, words: '10 minutes' },
  // A slower loop: an absence note every few minutes.
  { most: 10, within: HOUR, words: 'an hour' },
  // One that waits between its mails, so that no shorter window sees it.
  { most: 20, within: DAY, words: 'a day' },
] as const;
/** A loop within one thread, whose other end changes its address. */
export const PER_CASE_A_DAY = 5;
/** Amplification: one forged mail that makes us write many. Two are "being considered" and the answer. */
export const PER_MESSAGE = 2;
/** The breaker: a fault of our own, or many addresses that loop at once. Nobody writes more than is asked. */
export const OUTBOUND_PER_ACCEPTED = 1.5;
/** Below that the breaker sleeps: a quiet desk sends two mails for one, or the answers of yesterday's approvals. */
export const OUTBOUND_TO_TRIP = 20;
export const TRAFFIC_MS = 10 * MINUTE;
/** The breaker's word, so that its hold can be told from the others: it calls for an alarm. */
export const BREAKER_TRIPPED = 'more mail leaves than comes in';

/** The widest window and the most that any limit needs to see. */
export const KEPT_MS = DAY;
const KEPT_MOMENTS = 20;

/** A mail that was let through, and when it last was. */
export interface Sent {
  messageId: string;
  purpose: string;
  at: string;
}

/** Mails of the last ten minutes. */
export interface Traffic {
  accepted: number;
  outbound: number;
}

export type MayLeave = { may: true } | { may: false; because: string };

/** A moment exactly as long ago as the window is wide does not count any more. */
const countWithin = (moments: string[], within: number, now: Date): number =>
  moments.filter((moment) => now.getTime() - Date.parse(moment) < within).length;

/** How many more may leave at this traffic before the breaker trips. */
export const roomOf = ({ accepted, outbound }: Traffic): number =>
  Math.max(0, Math.ceil(OUTBOUND_TO_TRIP - outbound), Math.floor(OUTBOUND_PER_ACCEPTED * accepted - outbound) + 1);

/** ISO moments of other mails: to this address, in this case, and those of the case that answer the same message. */
export function mayLeave(
  sent: { sentToAddress: string[]; sentInCase: string[]; sentForMessage: string[]; traffic: Traffic },
  now: Date,
): MayLeave {
  // First, since it alone calls for an alarm.
  if (roomOf(sent.traffic) === 0) return { may: false, because: BREAKER_TRIPPED };
  for (const { most, within, words } of PER_ADDRESS)
    if (countWithin(sent.sentToAddress, within, now) >= most)
      return { may: false, because: `${most} went to this address within ${words}` };
  if (countWithin(sent.sentInCase, DAY, now) >= PER_CASE_A_DAY)
    return { may: false, because: `${PER_CASE_A_DAY} went out in this case within a day` };
  if (countWithin(sent.sentForMessage, DAY, now) >= PER_MESSAGE)
    return { may: false, because: `${PER_MESSAGE} answer this message already` };
  return { may: true };
}

/** What later questions need, newest last. */
export const keepMoments = <T extends { at: string }>(moments: T[], now: Date): T[] =>
  moments.filter(({ at }) => now.getTime() - Date.parse(at) < KEPT_MS).slice(-KEPT_MOMENTS);

/**
 * What to keep of address and case when this mail leaves now. A mail that is tried again counts once, at its last try: else
 * a day of throttling would use up what the customer may get, and a burst that is throttled would trip the breaker.
 */
export function letOut(
  mail: Pick<Sent, 'messageId' | 'purpose'>,
  kept: { toAddress: Sent[]; inCase: Sent[]; traffic: Traffic },
  now: Date,
): { may: true; toAddress: Sent[]; inCase: Sent[]; isInTraffic: boolean } | Extract<MayLeave, { may: false }> {
  const { messageId, purpose } = mail;
  const isOther = (sent: Sent) => sent.messageId !== messageId || sent.purpose !== purpose;
  const [toAddress, inCase] = [kept.toAddress.filter(isOther), kept.inCase.filter(isOther)];
  const momentsOf = (sent: Sent[]) => sent.map(({ at }) => at);
  const verdict = mayLeave(
    {
      sentToAddress: momentsOf(toAddress),
      sentInCase: momentsOf(inCase),
      sentForMessage: momentsOf(inCase.filter((sent) => sent.messageId === messageId)),
      traffic: kept.traffic,
    },
    now,
  );
  if (!verdict.may) return verdict;
  const leaving = { messageId, purpose, at: now.toISOString() };
  const before = kept.toAddress.find((sent) => !isOther(sent));
  return {
    may: true,
    // Of this very moment it is ours: written, and then another mail was faster at the traffic.
    isInTraffic: before !== undefined && before.at !== leaving.at && countWithin([before.at], TRAFFIC_MS, now) > 0,
    toAddress: keepMoments([...toAddress, leaving], now),
    inCase: keepMoments([...inCase, leaving], now),
  };
}
