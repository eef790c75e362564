/** What the desk counts of itself, for the alarms. Names and numbers only: never a word or an address of a mail. */
export const metricNames = [
  /** Mails of the outbox whose end is not known, at a sweep. */
  'MailInDoubt',
  /** A mail that was held because more leaves than comes in. */
  'BreakerOpen',
  /** A mail that was held by any other brake. */
  'HeldByBrakes',
  /** Somebody called a mail of ours spam. */
  'Complaint',
  /** An address of ours to which nothing can be delivered for good. */
  'HardBounce',
  /** The mail service took a mail and then refused to send it. */
  'MailRefused',
  /** A mail of our own that came back to us. */
  'OwnMailBack',
  /** Stored mail that the ledger did not know, found by a sweep. */
  'ForgottenMail',
  /** A message that was parked: it could not be read, or a step failed for good. */
  'Parked',
  /** Approvals over their date, at a sweep. */
  'ApprovalOverdue',
  /** A sender who imitates the domain of an account. */
  'LookalikeSender',
  /** How long the oldest mail has waited for a person, at a sweep. */
  'OldestHeldHours',
] as const;
export type MetricName = (typeof metricNames)[number];

/** One unless told. Never throws, and nobody waits for it. */
export type Count = (name: MetricName, value?: number) => void;

/** Where the alarms look for it; the dimension's value is the table's name, since no two desks share a table. */
export const METRICS = { namespace: 'Evenhand', dimension: 'Desk' } as const;
