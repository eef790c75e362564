/** What signing in, second codes and pages need of the world. Import them from ports.ts, like the others. */
import type { OutgoingMail } from './domain/reply/outgoing-mail.ts';

export interface SignInLink {
  publicId: string;
  person: string;
  secretHash: string;
  expiresAt: string;
}

export interface SignIns {
  /** Keeps the link. False when this person was offered one after `notSince`: nobody can be flooded with our mail. */
  offer(link: SignInLink, at: Date, notSince: Date): Promise<boolean>;
  find(publicId: string): Promise<SignInLink | null>;
  /** True for the first who uses it, before it expires. */
  use(publicId: string, at: Date): Promise<boolean>;
}

export interface Session {
  id: string;
  person: string;
  secretHash: string;
  expiresAt: string;
}

export interface Sessions {
  open(session: Session): Promise<void>;
  find(id: string): Promise<Session | null>;
  close(id: string): Promise<void>;
}

/** Six digits by mail, per request and person. */
export interface Codes {
  /** Keeps the code unless an older one has not expired. False: the older one goes on counting, nothing is mailed. */
  offer(
    of: { publicId: string; address: string },
    code: { hash: string; expiresAt: string },
    at: Date,
  ): Promise<boolean>;
  /** Counts the try first. True when it is right, in time and within `tries`. */
  check(of: { publicId: string; address: string }, hash: string, at: Date, tries: number): Promise<boolean>;
}

/** Proof that a form was taken from a page of ours in the last hour; `subject` says which page and whose. */
export interface PagePass {
  issue(subject: string, at: Date): Promise<string>;
  holds(pass: string, subject: string, at: Date): Promise<boolean>;
}

/** A manager said that a request is standard: these words may become an example of the offer. */
export interface ExampleProposal {
  messageId: string;
  caseId: string;
  offer: string;
  phrase: string;
  by: string;
  at: string;
}

export interface ExampleProposals {
  /** Once a message. */
  add(proposal: ExampleProposal): Promise<void>;
  all(): Promise<ExampleProposal[]>;
}

/** A mail to one of our own people: sent at least once, never a reply to a customer. */
export type SendNotice = (mail: OutgoingMail, purpose: string, id: string) => Promise<void>;
