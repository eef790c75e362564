/** A rendered outgoing mail. Every field is checked at the send port (`header-rules.ts`). */
export interface OutgoingMail {
  from: { name: string; address: string };
  /** Exactly one recipient: the verified sender, or one of our own people. */
  to: string;
  replyTo?: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
}
