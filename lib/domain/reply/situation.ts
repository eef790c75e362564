/** One text file per situation in `replies/`; the name of the file is the situation. First what customers read, then our people. */
export const situations = [
  'frame',
  'standard',
  'approved',
  'declined',
  'considered',
  'expired',
  'ended',
  'acknowledged',
  'brief',
  'digest',
  'digest-request',
  'decided',
  'code',
  'sign-in',
  'call',
  'review',
  'review-commitment',
  'handed',
  'undelivered',
] as const;
export type Situation = (typeof situations)[number];

/** Markdown with `{{placeholders}}`, see `placeholders.ts` for which situation may use which. */
export type ReplyTexts = Record<Situation, string>;
