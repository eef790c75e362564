export const askKinds = ['request', 'problem', 'complaint', 'question', 'about-open-case', 'thanks'] as const;
export type AskKind = (typeof askKinds)[number];

/** One thing wanted in a message. */
export interface Ask {
  /** The customer's own words, a span of the message text. */
  text: string;
  kind: AskKind;
  /** 0..1, how sure the kind is. */
  confidence: number;
}
