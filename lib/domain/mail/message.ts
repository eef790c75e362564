/** What a mail says and who may be answered: the one shape that everything behind the parser reads. */
export const mailKinds = [
  'person',
  'auto-reply',
  'bounce',
  'delivery-delay',
  'feedback-report',
  'read-receipt',
  'calendar',
  'list',
  'own',
  'spam',
  'malformed',
] as const;
export type MailKind = (typeof mailKinds)[number];

export interface Address {
  /** Lower case, domain in ASCII (punycode). */
  address: string;
  name: string;
}

/** Whether From is who it says it is, by the verdicts of the receiving server only. */
export interface Identity {
  result: 'verified' | 'unverified';
  because: string;
}

export interface Attachment {
  name: string;
  type: string;
  bytes: number;
}

export interface Message {
  /** The Message-ID header with its angle brackets, or null. */
  messageId: string | null;
  kind: MailKind;
  mayReply: boolean;
  from: Address | null;
  identity: Identity;
  /** All addresses of To, Cc and Delivered-To, lower case. */
  to: string[];
  subject: string;
  /** ISO 8601, or null where the header is missing or unreadable. */
  date: string | null;
  /** Only what is new in this message: no quoted history, no signature. At most 64 KiB. */
  text: string;
  /** True when quoted history was cut off `text`. */
  quoted: boolean;
  /** Who wrote what is forwarded, as the forward says: a note for people, never a sender. */
  forwardedFrom: string | null;
  attachments: Attachment[];
  /** Message-IDs of References and In-Reply-To, oldest first. */
  references: string[];
  warnings: string[];
  /** The machine's part of a delivery or complaint report and the headers of the mail it is about; else empty. */
  report: string;
}
