import type { CaseRecord } from './case.ts';

/** Who wrote, for people. What a forward says about its writer is only said: no rule looks at it. */
export const writerOf = ({
  senderName,
  sender,
  forwardedFrom,
}: Pick<CaseRecord, 'senderName' | 'sender' | 'forwardedFrom'>): string =>
  `${senderName} ${sender}`.trim() + (forwardedFrom ? `, who forwards a mail of ${forwardedFrom}` : '');
