import type { Ask, AskKind } from './ask.ts';
import { isGreeting, isPleasantry, isSignOff, kindOfSentence } from './cues.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** More asks than a person puts in a letter: a list of 1,000 bullets must not cost 1,000 decisions. */
export const MAX_ASKS = 8;
/** As much of a message as is split; what comes later is background. */
const MAX_CHARACTERS = 16_000;
/** Up to here "All arrived. Thank you!" is thanks; in a longer letter the thanks may hide what is wanted. */
const SHORT_THANKS = 240;

interface Draft {
  sentences: Sentence[];
  kind: AskKind | null;
}

/** The things wanted in a message, each with the customer's own words. Empty: nothing to decide. */
export function splitAsks(message: { subject: string; text: string }): Ask[] {
  const text = message.text.slice(0, MAX_CHARACTERS);
  const sentences = splitSentences(text, isGreeting, isSignOff).filter(({ text: words }) => /[\p{L}]{2}/u.test(words));
  const wanted = sentences.filter(({ text: words }) => !isPleasantry(words));
  const drafts = group(wanted);
  const asks = drafts.filter(({ kind }) => kind !== null && kind !== 'thanks').slice(0, MAX_ASKS);
  if (asks.length > 0) return asks.map((draft) => toAsk(draft, text));
  const saysThanks = sentences.some(({ text: words }) => kindOfSentence(words) === 'thanks');
  const isShortThanks = saysThanks && text.length < SHORT_THANKS;
  if (!isShortThanks && wanted.length > 0 && drafts.some(({ kind }) => kind === null))
    return fallback(wanted, text, message.subject);
  const thanks = sentences.find(({ text: words }) => kindOfSentence(words) === 'thanks');
  if (thanks || /^(thanks|thank you|danke|merci)/i.test(text.trim()))
    return [{ text: thanks?.text ?? text.trim(), kind: 'thanks', confidence: 0.9 }];
  return fromSubject(message.subject);
}

/** A cued sentence opens an ask; what only tells something belongs to the ask it stands with. */
function group(sentences: Sentence[]): Draft[] {
  const drafts: Draft[] = [];
  for (const sentence of sentences) {
    const kind = kindOfSentence(sentence.text);
    const open = drafts.at(-1);
    if (open && joins(open, sentence, kind)) {
      open.sentences.push(sentence);
      open.kind = moreCareful(open.kind, kind);
    } else drafts.push({ sentences: [sentence], kind });
  }
  return drafts;
}

function joins(open: Draft, sentence: Sentence, kind: AskKind | null): boolean {
  const before = open.sentences.at(-1)!;
  if (sentence.isBullet && before.paragraph !== sentence.paragraph) return !before.isBullet && open.kind === null;
  if (kind === 'thanks') return false;
  if (open.kind === 'thanks') return false;
  if (open.kind === null) return true;
  if (kind === null) return before.paragraph === sentence.paragraph || !before.isBullet;
  if (ANOTHER.test(sentence.text)) return false;
  return before.paragraph === sentence.paragraph;
}

/** Words that begin another matter. */
const ANOTHER =
  /^\W{0,3}(also|and also|another|in addition|additionally|furthermore|besides|apart from that|separately|secondly|second|thirdly|next|finally|one more|on another|while (i am|we are|i'm|we're) at it|p\.?s\.?|oh,? and|and (could|can|would|do|is)|außerdem|zusätzlich|ferner|zweitens|weiterhin|par ailleurs|de plus|également|además|también)\b|\balso\b.{0,40}\?/iu;

const CARE: (AskKind | null)[] = ['complaint', 'problem', 'about-open-case', 'request', 'question', 'thanks', null];
const moreCareful = (a: AskKind | null, b: AskKind | null): AskKind | null =>
  CARE.indexOf(a) <= CARE.indexOf(b) ? a : b;

function toAsk({ sentences, kind }: Draft, text: string): Ask {
  const span = withoutName(text.slice(sentences[0]!.from, sentences.at(-1)!.to).trim());
  return { text: span, kind: kind ?? 'request', confidence: kind === 'question' ? 0.8 : 0.9 };
}

/** A name and a firm below the last sentence, without a sign-off before them. */
function withoutName(span: string): string {
  const lines = span.split('\n');
  while (lines.length > 1 && NAME_LINE.test(lines.at(-1)!)) lines.pop();
  return lines.join('\n').trim();
}
const NAME_LINE = /^\s*$|^\s{0,4}\p{Lu}[\p{L}'.&,-]{0,30}( [\p{L}'.&,-]{1,30}){0,4}\s*$/u;

/** Something is told, nothing is asked: a person has to see what is wanted. */
const fallback = (sentences: Sentence[], text: string, subject: string): Ask[] => {
  const span = text.slice(sentences[0]!.from, sentences.at(-1)!.to).trim();
  const kind = kindOfSentence(subject);
  return [{ text: span, kind: kind && kind !== 'thanks' ? kind : 'request', confidence: 0.4 }];
};

const fromSubject = (subject: string): Ask[] => {
  const words = subject.replace(/^((re|fwd?|aw|wg)\s{0,3}:\s{0,3}){1,5}/i, '').trim();
  const kind = kindOfSentence(words);
  return kind && kind !== 'thanks' ? [{ text: words, kind, confidence: 0.6 }] : [];
};
