import type { CaseRecord } from '../../lib/domain/case/case.ts';
import type { OutgoingMail } from '../../lib/domain/reply/outgoing-mail.ts';
import type { Approval, LedgerRow } from '../../lib/ports.ts';

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
  account: null,
  asks: [],
  route: 'answer',
  reason: 'standard',
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
  secretHash: 'hash',
  manager: 'mia@desk.example',
  askedAt: AT,
  answerBy: '2026-03-07T09:00:00.000Z',
  state: 'PENDING',
  taskToken: 'token-1',
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:approval:m1',
  ...but,
});
