import type { AskKind } from '../lib/domain/asks/ask.ts';
import { type KindHead, kindShares } from '../lib/domain/asks/kind-head.ts';
import { splitAsks } from '../lib/domain/asks/split-asks.ts';
import { weighKind } from '../lib/domain/asks/weigh-kind.ts';
import { mean, percent, rowsOf } from './corpora.ts';

const kinds = ['wish', 'problem', 'other'] as const;
type Kind = (typeof kinds)[number];
/** The kinds of the asks in a text; what is measured, so that another way to tell them is one more row. */
type KindsIn = (text: string) => AskKind[] | Promise<AskKind[]>;

/** Below this an ask goes to a person as unclear. */
const SURE = 0.5;
const byCues: KindsIn = (text) => splitAsks({ subject: '', text }).map(({ kind }) => kind);
const bySureCues: KindsIn = (text) =>
  splitAsks({ subject: '', text })
    .filter(({ confidence }) => confidence >= SURE)
    .map(({ kind }) => kind);
/** By what the whole review says and means, and its phrases. */
export const byMeaning =
  (kinds: KindHead, encode: (text: string) => Promise<Float32Array>): KindsIn =>
  async (text) => {
    const cue = CARE.find(([kind]) => (bySureCues(text) as AskKind[]).includes(kind))?.[0] ?? null;
    const { kind } = weighKind({ cue, shares: kindShares(kinds, text, await encode(text)) });
    return kind === 'other' ? [] : [kind];
  };
export const WAYS: Record<string, KindsIn> = {
  'cues, every ask': byCues,
  'cues, unclear asks count as other': bySureCues,
};

/** Of several asks the one that needs most care speaks for the review. */
const CARE: [AskKind, Kind][] = [
  ['complaint', 'problem'],
  ['problem', 'problem'],
  ['about-open-case', 'problem'],
  ['request', 'wish'],
  ['question', 'wish'],
];
const LABELS: Record<string, Kind> = { feature_request: 'wish', problem_report: 'problem', irrelevant: 'other' };

/** A review with two labels is told right by either. */
export async function kindsRow(languages: string[], by: string, kindsIn: KindsIn) {
  const reviews = rowsOf<{ text: string; labels: string[]; lang: string }>('wishes/kinds_garmin').filter(({ lang }) =>
    languages.includes(lang),
  );
  const told: { said: Kind; truth: Kind }[] = [];
  for (const { text, labels } of reviews) {
    const asked = await kindsIn(text);
    const said = CARE.find(([kind]) => asked.includes(kind))?.[1] ?? 'other';
    const truths = labels.map((label) => LABELS[label]!);
    told.push({ said, truth: truths.includes(said) ? said : truths[0]! });
  }
  const f1 = kinds.map((kind) => {
    const right = told.filter(({ said, truth }) => said === kind && truth === kind).length;
    const all = told.filter(({ said }) => said === kind).length + told.filter(({ truth }) => truth === kind).length;
    return (2 * right) / all;
  });
  const perKind = kinds.map((kind, i) => [`${kind} F1 %`, percent(f1[i]!)] as const);
  return {
    set: `kinds, ${languages.join(' and ')}`,
    by,
    reviews: reviews.length,
    'macro F1 %': percent(mean(f1)),
    ...Object.fromEntries(perKind),
  };
}

/** Labels of this set are parts of asks ("card", "contactless"); those that name an action stand for one ask each. */
const ACTIONS = new Set(
  'handoff cancel_close_leave_freeze change make_open_apply_setup_get_activate request_info how why when how_much how_long wrong_notworking_notshowing lost_stolen transfer_payment_deposit withdrawal refund'.split(
    ' ',
  ),
);

export function severalAsksRows() {
  const rows = rowsOf<{ text: string; labels: string[] }>('multi_ask/banking').map(({ text, labels }) => ({
    found: splitAsks({ subject: '', text }).filter(({ kind }) => kind !== 'thanks').length,
    one: 1,
    actions: labels.filter((label) => ACTIONS.has(label)).length,
    labels: labels.length,
  }));
  const within = (off: number, guess: 'found' | 'one', truth: 'actions' | 'labels') =>
    percent(rows.filter((row) => Math.abs(row[guess] - row[truth]) <= off).length, rows.length);
  return (['found', 'one'] as const).map((guess) => ({
    set: 'multi_ask',
    by: guess === 'found' ? 'ours' : 'always "one ask"',
    messages: rows.length,
    'actions, exact %': within(0, guess, 'actions'),
    'actions, within one %': within(1, guess, 'actions'),
    'all labels, within one %': within(1, guess, 'labels'),
  }));
}
