import { readFileSync } from 'node:fs';
import { toHtml } from '../../../lib/adapters/markdown.ts';
import type { Approval, Terms } from '../../../lib/domain/approval/approval.ts';
import type { Brief } from '../../../lib/domain/approval/brief.ts';
import type { AskDecision, CaseRecord } from '../../../lib/domain/case/case.ts';
import type { Decision } from '../../../lib/domain/decision/decision.ts';
import type { Desk } from '../../../lib/domain/desk/desk.ts';
import { type ReplyTexts, situations } from '../../../lib/domain/reply/situation.ts';
import { labels, ownFormat, policy } from '../../builders/facts.ts';

/** The shipped texts: what is tested here is what customers read. */
export const shippedReplies = Object.fromEntries(
  situations.map((name) => [name, readFileSync(`${import.meta.dirname}/../../../desk/replies/${name}.md`, 'utf8')]),
) as ReplyTexts;

export const desk: Desk = {
  settings: {
    name: 'Halden Label Works',
    addresses: ['support@desk.example'],
    language: 'en',
    timeZone: 'Europe/Amsterdam',
    people: { problems: 'workshop@desk.example', complaints: 'care@desk.example', operations: 'ops@desk.example' },
    managers: [
      {
        address: 'mia@desk.example',
        name: 'Mia Torres',
        phone: '+31 20 555 0199',
        deputy: 'sam@desk.example',
        lead: 'lea@desk.example',
      },
      { address: 'sam@desk.example', name: 'Sam Ode', deputy: 'mia@desk.example', lead: 'lea@desk.example' },
    ],
    staff: [
      { address: 'lea@desk.example', name: 'Lea Brandt', role: 'lead' },
      { address: 'ops@desk.example', name: 'Omar Said', role: 'ops' },
    ],
    businessHours: {
      days: ['mon', 'tue', 'wed', 'thu', 'fri'],
      from: '09:00',
      until: '17:30',
      holidays: ['2026-12-25'],
    },
    digest: null,
    inDoubt: 'never-twice',
    strangers: 'hold',
    currency: 'EUR',
  },
  catalogue: [labels, ownFormat],
  policy,
  replies: shippedReplies,
};

export const deps = {
  desk,
  toHtml,
  replyTo: async (caseId: string) => `support+c.${caseId}.mac@desk.example`,
  webUrl: 'https://desk.example',
};

const reasons = {
  decidedBy: 'contribution and demand',
  trail: [{ rule: 'contribution and demand', held: true, because: 'core account, recurring demand' }],
  policyVersion: 'v1',
};
const alternative = { offer: 'labels', name: 'Standard labels' };

export const decided = {
  standard: { ...reasons, disposition: 'standard', offer: 'labels' },
  customisable: { ...reasons, disposition: 'customisable', candidate: false, alternative },
  withoutAlternative: { ...reasons, disposition: 'customisable', candidate: false, alternative: null },
  declined: { ...reasons, disposition: 'decline-with-alternative', candidate: false, alternative },
  thanks: { ...reasons, disposition: null, handling: 'close' },
  problem: { ...reasons, disposition: null, handling: 'hand-to-person', to: 'solver', alternative: null },
} as const satisfies Record<string, Decision>;

export const ask = (text: string, decision: Decision): AskDecision => ({
  ask: {
    text,
    kind: 'request',
    confidence: 0.9,
    topic: 'own-format',
    topicName: 'Own label format',
    topicConfidence: 0.9,
  },
  demand: { accounts: 4, segmentAccounts: 3, windowDays: 180, band: 'recurring' },
  decision,
});

/** One customisable wish of a known customer. */
export const record = (but: Partial<CaseRecord> = {}): CaseRecord => ({
  caseId: 'abcdefgh2345',
  messageId: 'm1',
  receivedAt: '2026-11-20T09:00:00Z',
  sender: 'jo@acme.example',
  senderName: 'Jo Meyer',
  subject: 'Labels in our own size',
  text: 'Could you print labels in our own size?',
  thread: { messageId: '<1@acme.example>', references: [] },
  attachments: [],
  account: {
    id: 'acme',
    name: 'Acme',
    segment: 'retail',
    manager: 'mia@desk.example',
    contribution: 20_000.4,
    band: 'core',
  },
  asks: [ask('Could you print labels in our own size?', decided.customisable)],
  route: 'ask-manager',
  reason: 'contribution and demand',
  answerBy: '2026-12-04T09:00:00.000Z',
  ...but,
});

export const approval = (but: Partial<Approval> = {}): Approval => ({
  messageId: 'm1',
  caseId: 'abcdefgh2345',
  publicId: 'public234',
  manager: 'mia@desk.example',
  holders: [],
  level: 'link',
  askedAt: '2026-11-20T09:00:00.000Z',
  answerBy: '2026-11-26T13:00:00.000Z',
  nudges: ['brief'],
  state: 'PENDING',
  decision: null,
  expiredAt: null,
  settledAt: null,
  taskToken: 'token',
  executionArn: 'arn:aws:states:eu-west-1:000000000000:execution:approval:m1',
  ...but,
});

export const terms: Terms = { promise: 'Own label format', price: 0, yearlyUpkeep: 200, reviewOn: '2027-11-20' };

/** What Mia decides from. */
export const brief = (but: Partial<Brief> = {}): Brief => ({
  messageId: 'm1',
  caseId: 'abcdefgh2345',
  publicId: 'public234',
  subject: 'Labels in our own size',
  account: 'Acme',
  segment: 'retail',
  band: 'core',
  contribution: '20,000 EUR',
  costToServe: '1,500 EUR',
  customer: 'Jo Meyer jo@acme.example',
  phones: [],
  asks: [
    {
      text: 'Could you print labels in our own size?',
      topic: 'Own label format',
      demand: '4 accounts in 180 days with this one, 3 of them in its segment',
      effort: 'about 10 hours, 1,000 EUR, 5 % of what the account contributes in a year',
      because: 'core account, recurring demand',
      alternative: 'Standard labels',
      trail: [],
    },
  ],
  expectations: [],
  promises: [],
  thread: [],
  drafts: { approved: 'Yes, we will.', declined: 'We have Standard labels.' },
  terms,
  alternatives: [{ offer: 'labels', name: 'Standard labels' }],
  offers: [],
  phrase: 'labels in our own size',
  ...but,
});

/** What strangers put where words are expected. */
export const hostile = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=alert(1)>",
  '</textarea></title><script>alert(1)</script>',
  '[click](javascript:alert(1))',
  '![pixel](https://evil.example/p.png)',
  '<https://evil.example>',
  'www.evil.example and https://evil.example/x',
  'Heading\n===',
  '# Heading\n---',
  '> quoted\n- list\n1. list\n    code\n```\nfence',
  '[a]: https://evil.example\n[a]',
  '| a | b |\n|---|---|\n| 1 | 2 |',
  '{{desk}} {{parts}} {{link}} $& $1 $$',
  'Hi\r\nBcc: victim@evil.example\r\n\r\nbody',
  'Hi\nBcc: victim@evil.example',
  'Hi\u2028Bcc: a@evil.example\u0085x\u0000\u001b[31m',
  '\u202egnp.exe\u2066\u200b\u00ad',
  '&lt;script&gt;alert(1)&lt;/script&gt; &#60;b&#62;',
  'a\\',
  '\ud83d',
];
