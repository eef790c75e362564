/** The errors that Step Functions and callers match by name. Import them from ports.ts, like the others. */
import type { Approval } from './domain/approval/approval.ts';

/** Base of the errors that Step Functions and callers match by name; `name` survives minification because it is set. */
class NamedError extends Error {
  constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export class ObjectMissing extends NamedError {
  constructor(key: string) {
    super(
      'ObjectMissing',
      `The object ${key} is not in the store. It may have expired; look at the bucket's lifecycle.`,
    );
  }
}
export class MessageUnknown extends NamedError {
  constructor(id: string) {
    super('MessageUnknown', `The ledger has no message ${id}. Start its triage again: the sweep does so by itself.`);
  }
}
export class ReplyInDoubt extends NamedError {
  constructor(id: string) {
    super(
      'ReplyInDoubt',
      `The reply to ${id} was handed to the mail service once and its end is not known. Look at the outbox before sending it again.`,
    );
  }
}
export class ReplyClaimed extends NamedError {
  constructor(id: string) {
    super('ReplyClaimed', `Another process is about to send the reply to ${id}. Try again when its lease is over.`);
  }
}
export class HandOverClaimed extends NamedError {
  constructor(id: string) {
    super('HandOverClaimed', `Another process is telling a person of ${id}. Try again when its lease is over.`);
  }
}
export class SendRefused extends NamedError {
  constructor(because: string) {
    super('SendRefused', `The mail service took nothing: ${because}. It is safe to send again.`);
  }
}
export class SendThrottled extends NamedError {
  constructor(because: string) {
    super('SendThrottled', `The mail service takes no more for now: ${because}. The sweep sends it later.`);
  }
}
export class ApprovalMovedOn extends NamedError {
  readonly approval: Approval;
  constructor(approval: Approval) {
    super('ApprovalMovedOn', `This request was already settled (${approval.decision?.answer.kind ?? approval.state}).`);
    this.approval = approval;
  }
}
export class ApprovalUnknown extends NamedError {
  constructor(id: string) {
    super('ApprovalUnknown', `There is no approval for ${id}. It may have been erased; look at the case.`);
  }
}
export class TopicLogMovedOn extends NamedError {
  constructor(sequence: number) {
    super(
      'TopicLogMovedOn',
      `Entry ${sequence} of the topic log was taken by another. Read the tail and decide again.`,
    );
  }
}
