/** One text file per situation in `replies/`; the name of the file is the situation. */
export const situations = ['standard', 'approved', 'declined', 'frame', 'brief', 'handed'] as const;
export type Situation = (typeof situations)[number];

/** Markdown with `{{placeholders}}`, see `placeholders.ts` for which situation may use which. */
export type ReplyTexts = Record<Situation, string>;
