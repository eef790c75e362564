import type { Approval } from '../../lib/domain/approval/approval.ts';
import type { CaseRecord } from '../../lib/domain/case/case.ts';
import type { Commitment } from '../../lib/domain/commitment/commitment.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import type { LedgerRow, Outbox, ReplyPurpose } from '../../lib/ports.ts';

export const AT = '2026-03-02T09:00:00.000Z';

/** A person's mail that has just come in. */
export const arrived = (id: string, but: Partial<LedgerRow> = {}): LedgerRow => ({
  id,
  key: `raw/${id}`,
  receivedAt: AT,
  kind: 'person',
  sender: 'jo@acme.example',
  caseId: null,
  route: null,
  outcome: null,
  reason: '',
  acceptedBy: null,
  updatedAt: AT,
  ...but,
});

export const decided = (messageId: string, but: Partial<CaseRecord> = {}): CaseRecord => ({
  caseId: 'case-1',
  messageId,
  receivedAt: AT,
  sender: 'jo@acme.example',
  senderName: 'Jo',
  subject: 'Labels',
  text: 'Do you sell labels?',
  thread: { messageId: '<1@acme.example>', references: [] },
  attachments: [],
  account: null,
  asks: [],
  route: 'answer',
  reason: 'standard',
  answerBy: null,
  ...but,
});

export const letter = (but: Partial<OutgoingMail> = {}): OutgoingMail => ({
  from: { name: 'Support', address: 'support@desk.example' },
  to: 'jo@acme.example',
  replyTo: 'support+case-1.abc@desk.example',
  subject: 'Re: Labels',
  text: 'Yes, we do.\n\nMia',
  html: '<p>Yes, we do.</p>',
  headers: {
    'Auto-Submitted': 'auto-replied',
    'X-Auto-Response-Suppress': 'All',
    'X-Evenhand-Loop': 'case-1',
    'In-Reply-To': '<1@acme.example>',
  },
  ...but,
});

export const asked = (messageId: string, but: Partial<Approval> = {}): Approval => ({
  messageId,
  caseId: 'case-1',
  publicId: `link-${messageId}`,
  manager: 'mia@desk.example',
  holders: [{ address: 'mia@desk.example', secretHash: 'hash', sentAt: AT }],
  level: 'link',
  askedAt: AT,
  answerBy: '2026-03-16T09:00:00.000Z',
  nudges: [],
  state: 'PENDING',
  decision: null,
  expiredAt: null,
  settledAt: null,
  taskToken: 'token-1',
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:approval:m1',
  ...but,
});

export const promised = (id: string, but: Partial<Commitment> = {}): Commitment => ({
  id,
  caseId: 'case-1',
  account: 'acme',
  accountName: 'Acme',
  promise: 'Labels in their own size',
  price: 450,
  yearlyUpkeep: 200,
  reviewOn: '2027-03-02',
  owner: 'mia@desk.example',
  approvedAt: AT,
  state: 'active',
  ended: null,
  reviewMailed: null,
  ...but,
});

/** Claimed and begun at once, as the step that sends does it. */
export const begin = async (outbox: Outbox, messageId: string, purpose?: ReplyPurpose) => {
  const claimed = await outbox.claim(messageId, purpose);
  if (claimed) await outbox.begin(claimed, 'hash of the bytes');
  return claimed && { ...claimed, state: 'CALLING' };
};
