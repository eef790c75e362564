/** What the steps need of the world, in words of the domain, and the errors that are matched by name. */
import type { Account } from './domain/account/account.ts';
import type { Approval } from './domain/approval/approval.ts';
import type { CaseRecord, Outcome, Route } from './domain/case/case.ts';
import type { MailKind, Message } from './domain/mail/message.ts';
import type { OutgoingMail } from './domain/reply/outgoing-mail.ts';

export type { Approvals, Audit, Commitments } from './ports-approval.ts';
export type { Brakes, LeavingMail, Pace, Strangers, Suppressions, Trouble, Troubles } from './ports-brakes.ts';
export * from './ports-errors.ts';
export type {
  Codes,
  ExampleProposal,
  ExampleProposals,
  PagePass,
  SendNotice,
  Session,
  Sessions,
  SignInLink,
  SignIns,
} from './ports-staff.ts';
export type { DemandBook, Encoder, TopicLog, Topics } from './ports-topics.ts';

export type Clock = () => Date;
/** 32 random bytes as base64url: 256 bits, more than the 128 that ASVS 5.0 11.5.1 asks for. */
export type NewSecret = () => string;

/** As much of a mail as is ever read, so that a 40 MB attachment costs neither time nor memory. */
export const PARSED_BYTES = 1024 * 1024;

/** Raw mail below `raw/`, and what can be made again below `topics/`. */
export interface ObjectStore {
  /** At most `maxBytes` from the start. Throws `ObjectMissing`. */
  get(key: string, maxBytes: number): Promise<Uint8Array>;
  put(key: string, bytes: Uint8Array): Promise<void>;
  list(prefix: string): AsyncIterable<{ key: string; storedAt: Date }>;
}

/** Never throws on what a stranger wrote: an unreadable mail is `kind: 'malformed'`. */
export type ReadMail = (raw: Uint8Array) => Promise<Message>;

/** What the ledger keeps of one inbound object: its idempotency key, its state, its reason. */
export interface LedgerRow {
  id: string;
  key: string;
  receivedAt: string;
  kind: MailKind;
  sender: string | null;
  caseId: string | null;
  /** Where Decide sent it; null before. */
  route: Route | null;
  /** null while it is on its way. */
  outcome: Outcome | null;
  reason: string;
  /** The person who vouched for the sender of held mail. */
  acceptedBy: string | null;
  updatedAt: string;
}

export type Claim =
  | { state: 'claimed' }
  | { state: 'already-open'; row: LedgerRow }
  | { state: 'already-closed'; row: LedgerRow }
  | { state: 'duplicate'; of: string };

export interface Ledger {
  /** L1: the object's key. L2: the fingerprint of sender, Message-ID and body. Safe to repeat. */
  claim(row: LedgerRow, fingerprint: string): Promise<Claim>;
  find(id: string): Promise<LedgerRow | null>;
  /** One process alone may tell a person of this mail now, until its lease is over. False: another does. */
  startHandOver(id: string): Promise<boolean>;
  /** Monotone: `awaiting-approval` may become another outcome, a final outcome never changes. */
  close(id: string, outcome: Outcome, reason: string): Promise<void>;
  /** Rows without outcome that last moved before `before`. */
  stuckSince(before: Date): Promise<LedgerRow[]>;
  /** Held and parked mail, oldest first: a person looks. */
  waitingForPerson(): Promise<LedgerRow[]>;
  /**
   * A person's word on held or parked mail. `release`: to be triaged again, its sender taken for verified. `again`: to go on
   * where it stopped, its sender as doubted as before. False when it moved on.
   */
  resolve(id: string, by: string, to: 'release' | 'again' | { outcome: Outcome; reason: string }): Promise<boolean>;
}

/** CLAIMED: somebody is about to send it; nothing was handed over yet, so it may be taken over once the lease is over. */
export type ReplyState = 'PENDING' | 'CLAIMED' | 'CALLING' | 'SENT' | 'FAILED' | 'UNKNOWN';

/**
 * The answer; before it "being considered"; in its place "not decided in time"; long after it the end of a commitment; to
 * somebody whose identity is not proven, that their mail is here.
 */
export const replyPurposes = ['reply', 'considering', 'expired', 'ended', 'acknowledged'] as const;
export type ReplyPurpose = (typeof replyPurposes)[number];

export interface Reply {
  /** The message it is about: one mail to the customer per message and purpose. */
  messageId: string;
  purpose: ReplyPurpose;
  caseId: string;
  mail: OutgoingMail;
  state: ReplyState;
  /** When it was decided: the Date of the mail, so that it is rendered alike whenever it leaves. */
  addedAt: string;
  changedAt: string;
  sesMessageId?: string;
  /** It was in doubt once, and is sent a second time. */
  againAt?: string;
}

/** A reply that this process alone may hand over, until its lease is over. */
export interface ClaimedReply extends Reply {
  claim: string;
}

export interface CaseBook {
  /**
   * The moment of truth: case, decision, mail to the customer (if any) and the ledger's route in one transaction.
   * Asked again for the same message it changes nothing and returns the route kept first.
   */
  record(record: CaseRecord, mail: { purpose: ReplyPurpose; mail: OutgoingMail } | null): Promise<Route>;
  /** Everything kept about one case, oldest first; null when there is no such case. */
  story(caseId: string): Promise<Story | null>;
  /** Participants of a case, for the thread check. */
  participants(caseId: string): Promise<string[]>;
  /** Newest first, what a person has to do with: asked or handed over. */
  ofManager(manager: string, most: number): Promise<ListedCase[]>;
  /** Every record, for reports. */
  records(): AsyncIterable<CaseRecord>;
}

export interface ListedCase extends Pick<CaseRecord, 'caseId' | 'messageId' | 'receivedAt' | 'subject' | 'route'> {
  /** Its name. */
  account: string;
}

export interface Story {
  caseId: string;
  records: CaseRecord[];
  messages: LedgerRow[];
  approvals: Approval[];
  replies: Reply[];
}

/** Each method is about one mail: a message and a purpose, `reply` unless told. */
export interface Outbox {
  /** Writes it once, PENDING. */
  add(messageId: string, caseId: string, mail: OutgoingMail, purpose?: ReplyPurpose): Promise<void>;
  /**
   * PENDING, or CLAIMED with its lease over -> CLAIMED. Null when SENT or FAILED. Throws `ReplyClaimed` while another holds or
   * sends it, `ReplyInDoubt` when a call was begun and its end is not known.
   */
  claim(messageId: string, purpose?: ReplyPurpose): Promise<ClaimedReply | null>;
  /** CLAIMED -> PENDING: nothing was handed over, and it may wait. */
  release(reply: ClaimedReply): Promise<void>;
  /** CLAIMED -> CALLING, just before the mail is handed over; keeps the hash of its bytes. Throws `ReplyClaimed` when the claim was lost. */
  begin(reply: ClaimedReply, bytesHash: string): Promise<void>;
  /** CALLING or UNKNOWN -> SENT. */
  sent(messageId: string, sesMessageId: string, purpose?: ReplyPurpose): Promise<void>;
  /** It was taken and did not arrive. The last word: a mail server may take a mail and give it back later. */
  failed(messageId: string, sesMessageId: string, purpose?: ReplyPurpose): Promise<void>;
  /** Whether it is known to have left, wherever it ended. */
  hasLeft(messageId: string, purpose?: ReplyPurpose): Promise<boolean>;
  /** Whether the mail service gave this id to a mail of the outbox. */
  isOurs(sesMessageId: string): Promise<boolean>;
  /** After a proven refusal only: CALLING -> PENDING. */
  refused(messageId: string, purpose?: ReplyPurpose): Promise<void>;
  /** CALLING for longer than the limit becomes UNKNOWN: a person looks. */
  doubtBefore(before: Date): Promise<Reply[]>;
  /** On a person's word that nothing left, or where the desk would rather write twice than never: UNKNOWN -> PENDING. False when it is not in doubt any more. */
  again(messageId: string, purpose?: ReplyPurpose): Promise<boolean>;
  /** Called and not known to have arrived: CALLING and UNKNOWN, oldest first. */
  open(): Promise<Reply[]>;
}

export interface AccountBook {
  byId(id: string): Promise<Account | null>;
  /** A known contact wins, else the longest domain of an account that the address belongs to (label boundaries). */
  bySender(address: string): Promise<Account | null>;
  /** The domain of an account that the address imitates (skeleton.ts), or null. Asked of addresses that `bySender` does not know. */
  lookalikeOf(address: string): Promise<string | null>;
  upsert(account: Account): Promise<void>;
  all(): AsyncIterable<Account>;
}

/** The desk's own key for case addresses: made once, kept in the table, the same for every Lambda. */
export type CaseKey = () => Promise<Uint8Array>;

export interface MailTags {
  purpose: string;
  id: string;
}

/** The bytes of a mail are the same for the same mail, tags and moment. */
export interface Mailer {
  /** Throws `SendRefused`, or `SendThrottled` for now, when it is proven that nothing left; any other error leaves it open. */
  send(mail: OutgoingMail, tags: MailTags, at: Date): Promise<{ sesMessageId: string }>;
  /** SHA-256 of the bytes that `send` hands over, in hex. */
  hash(mail: OutgoingMail, tags: MailTags, at: Date): Promise<string>;
}

export interface Workflows {
  startTriage(input: { messageId: string; key: string; receivedAt: string }): Promise<void>;
  /** Name decides identity: the same name is started once. Returns the execution's ARN. */
  startApproval(name: string, input: { messageId: string; caseId: string }): Promise<string>;
  /** Only a notification; the decision is already kept. The execution waits until `sendAt`. False when the task is gone. */
  tellDecided(taskToken: string, sendAt: string): Promise<boolean>;
  isRunning(executionArn: string): Promise<boolean>;
}
