/** What keeps the desk from writing too much, too fast, or to whom it must not. A store that fails throws: then hold, never send. */
import type { MayLeave } from './domain/mail/brakes.ts';
import type { Turn } from './domain/mail/pace.ts';

/** A mail to a customer, named as in the outbox. */
export interface LeavingMail {
  address: string;
  caseId: string;
  messageId: string;
  purpose: string;
}

export interface Brakes {
  /** Counts it when it may leave. Of many at once no more than the limits get through; the same mail again counts once. */
  take(mail: LeavingMail, at: Date): Promise<MayLeave>;
  /** One more mail came in, once per message of the ledger: it is what outbound mail is measured by. */
  accepted(at: Date): Promise<void>;
}

/** Mail to senders whose identity is not proven, where the desk writes to them at all. */
export interface Strangers {
  /** Counts it when it may leave; the same message again counts once. */
  take(address: string, messageId: string, at: Date): Promise<MayLeave>;
}

/** The rate of the mail service, shared by all that send. */
export interface Pace {
  /** Null: not now. `first`: after a pause this one goes first, and the others wait until it is told that it got through. */
  take(at: Date): Promise<Turn | null>;
  gotThrough(at: Date): Promise<void>;
  /** The service took nothing: all wait a while. */
  refused(at: Date): Promise<void>;
  /** Mails a second that the service allows. */
  allow(perSecond: number, at: Date): Promise<void>;
}

/** Addresses in lower case. */
export interface Suppressions {
  /** The first reason stays. */
  add(address: string, because: string, at: Date): Promise<void>;
  /** Null when it may be written to. */
  because(address: string): Promise<string | null>;
  /** Of how many messages our mail bounced within 24 hours, this one included; counts to 20. */
  softBounce(address: string, messageId: string, at: Date): Promise<number>;
}

/** Mail of ours that did not arrive, or was not wanted. */
export interface Trouble {
  /** The message and the purpose of our mail about it; of a report that came as a mail, that mail. */
  messageId: string;
  purpose: string;
  because: string;
  at: string;
}

/** What a person has to be told about delivery. */
export interface Troubles {
  /** Once a message and purpose. */
  add(trouble: Trouble): Promise<void>;
  /** Not told yet, oldest first. */
  untold(): Promise<Trouble[]>;
  told(trouble: Trouble): Promise<void>;
}
