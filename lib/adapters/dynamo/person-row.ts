import type { ManagerDecision } from '../../domain/approval/approval.ts';
import type { CaseRecord } from '../../domain/case/case.ts';
import type { Commitment } from '../../domain/commitment/commitment.ts';
import { type Eraser, erasedCommitment, erasedDecision, erasedMail, erasedRecord } from '../../domain/person/erased.ts';
import { erasedEvent } from '../../domain/person/erased-event.ts';
import type { Needles } from '../../domain/person/needles.ts';
import type { OutgoingMail } from '../../domain/reply/outgoing-mail.ts';
import type { LoggedEvent } from '../../domain/topics/topic-event.ts';
import type { LedgerRow } from '../../ports.ts';
import { doc, docOf, type Item, text } from './keys.ts';

/** Whose rows these are, what stands for them, and what names them elsewhere. */
export interface Erasing extends Eraser {
  isTheirs: (messageId: string) => boolean;
  /** Rows of these are left as they are: something is still to be done with their words. */
  isUnsettled: (messageId: string) => boolean;
  needles: Needles;
}

/** `to` null: the row goes. `last`: by these rows the person is found, so they are changed after all others. */
export interface Erasure {
  kind: string;
  to: Item | null;
  last?: true;
}

/** What becomes of a row; null when nothing in it is about the person. Audits and accounts are chains and copies: see person-erase.ts. */
export function erasureOf(item: Item, erasing: Erasing): Erasure | null {
  const [pk, sk] = [text(item, 'pk') ?? '', text(item, 'sk') ?? ''];
  if (APART.test(pk)) return null;
  const messageId = messageOf(pk, sk);
  const own = erasing.isTheirs(messageId) ? ownRow(item, pk, sk, erasing) : null;
  const wishes = pk === 'topics' ? { kind: 'wishes in the topic log', to: withoutWishes(item, erasing) } : null;
  const erasure = own ?? wishes ?? { kind: 'rows of others that name them', to: item };
  if (!own && messageId && erasing.isUnsettled(messageId)) return null;
  if (!own && erasing.needles.count(`${pk} ${sk}`) > 0) return { ...erasure, to: null };
  const to = erasure.to && blanked(erasure.to, erasing.needles);
  return to && JSON.stringify(to) === JSON.stringify(item) ? null : { ...erasure, to };
}

const APART = /^(?:audit|account|sender|skeleton)#/;

/** The message that a row is about; empty when it is about none. */
function messageOf(pk: string, sk: string): string {
  const [kind = '', id = ''] = pk.split('#');
  if (kind === 'message' || kind === 'commitment') return id;
  if (kind === 'case' || kind === 'cases') return sk.slice(sk.lastIndexOf('#') + 1);
  return kind === 'example-proposals' ? sk : '';
}

function ownRow(item: Item, pk: string, sk: string, erasing: Erasing): Erasure | null {
  if (pk.startsWith('cases#')) return { kind: 'listed cases', to: null };
  if (pk === 'example-proposals') return { kind: 'example proposals', to: null };
  if (sk.startsWith('linked#')) return null; // ids only
  if (pk.startsWith('case#')) {
    const to = { ...item, ...doc(erasedRecord(docOf<CaseRecord>(item)!, erasing)) };
    return { kind: 'case records', to, last: true };
  }
  if (pk.startsWith('commitment#')) {
    // The stores keep an end beside the rest.
    const kept = erasedCommitment({ ...docOf<Commitment>(item)!, ended: json(item, 'ended') }, erasing);
    return {
      kind: 'commitments',
      to: { ...item, ...doc({ ...kept, ended: null }), ...attribute('ended', kept.ended) },
    };
  }
  if (sk === 'ledger') {
    const to = { ...item, ...doc({ ...docOf<LedgerRow>(item)!, sender: erasing.alias, key: '' }) };
    const reason = text(item, 'reason');
    return {
      kind: 'ledger rows',
      to: { ...to, ...(reason && { reason: { S: erasing.unlessNamed(reason) } }) },
      last: true,
    };
  }
  if (sk.endsWith('-mail'))
    return { kind: 'letters', to: { ...item, ...doc(erasedMail(docOf<OutgoingMail>(item)!, erasing)) } };
  const decision = sk === 'approval' ? json<ManagerDecision>(item, 'decision') : null;
  return {
    kind: 'approvals',
    to: { ...item, ...attribute('decision', decision && erasedDecision(decision, erasing)) },
  };
}

const json = <T>(item: Item, name: string): T | null => JSON.parse(text(item, name) ?? 'null') as T | null;
const attribute = (name: string, value: unknown): Item => (value ? { [name]: { S: JSON.stringify(value) } } : {});

function withoutWishes(item: Item, { isTheirs }: Erasing): Item {
  const entry = docOf<LoggedEvent>(item)!;
  const event = erasedEvent(entry.event, isTheirs);
  return { ...item, ...doc({ ...entry, event }) };
}

const KEYS = new Set(['pk', 'sk', 'gsi1pk', 'gsi1sk']);

/** Every text in it, also within JSON, without what names the person. */
const blanked = (item: Item, needles: Needles): Item =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (value.S === undefined || KEYS.has(name) || hits(value.S, needles) === 0) return [name, value];
      return [name, { S: throughTexts(value.S, needles.blank) }];
    }),
  );

export const hitsIn = (item: Item, needles: Needles): number =>
  Object.values(item).reduce((sum, { S = '', SS = [] }) => sum + hits(S, needles) + needles.count(SS.join(' ')), 0);

function hits(words: string, needles: Needles): number {
  let found = 0;
  throughTexts(words, (one) => {
    found += needles.count(one);
    return one;
  });
  return found;
}

/** JSON escapes line ends and quotes, and a name may stand across them. */
function throughTexts(words: string, change: (text: string) => string): string {
  if (!/^[{["]/.test(words)) return change(words);
  try {
    const through = (_: string, value: unknown) => (typeof value === 'string' ? change(value) : value);
    return JSON.stringify(JSON.parse(words, through));
  } catch {
    return change(words);
  }
}
