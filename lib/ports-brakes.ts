/** What keeps the desk from writing too much, or to whom it must not. A store that fails throws: then hold, never send. */
import type { MayLeave } from './domain/mail/brakes.ts';

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

/** Addresses in lower case. */
export interface Suppressions {
  /** The first reason stays. */
  add(address: string, because: string, at: Date): Promise<void>;
  /** Null when it may be written to. */
  because(address: string): Promise<string | null>;
  /** How many there were within 24 hours, this one included; counts to 20. */
  softBounce(address: string, at: Date): Promise<number>;
}
