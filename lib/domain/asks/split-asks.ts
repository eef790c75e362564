import type { Ask } from './ask.ts';
import { splitClauses } from './clauses.ts';
import { isGreeting, isPleasantry, isPointer, isSignOff } from './courtesies.ts';
import { kindOfSentence } from './cues.ts';
import { type Draft, groupAsks } from './group-asks.ts';
import { type Sentence, splitSentences } from './sentences.ts';

/** More asks than a person puts in a letter: a list of 1,000 bullets must not cost 1,000 decisions. What is left over goes with the last. */
export const MAX_ASKS = 8;
/** As much of a message as is split; what comes later is background. */
const MAX_CHARACTERS = 16_000;
/** As much of an ask as is kept: it is stored and shown in lists. */
const MAX_ASK_CHARACTERS = 2_000;
/** Up to here "All arrived. Thank you!" is thanks; in a longer letter the thanks may hide what is wanted. */
const SHORT_THANKS = 240;

/** The things wanted in a message, each with the customer's own words. Empty: nothing to decide. */
export function splitAsks(message: { subject: string; text: string }): Ask[] {
  const text = message.text.slice(0, MAX_CHARACTERS);
  const sentences = splitSentences(text, isGreeting, isSignOff).filter(
    ({ text: words }) => SAYS.test(words) && !isGreeting(words),
  );
  const telling = sentences
    .filter(({ text: words }) => !isPleasantry(words) && !isPointer(words))
    .flatMap(splitClauses);
  const drafts = groupAsks(telling);
  const asks = drafts.filter(({ kind }) => kind !== null && kind !== 'thanks');
  if (asks.length > 0) return atMost(MAX_ASKS, asks).map((draft) => toAsk(draft, text));

  const thanks = THANKS.test(text.trim()) ? sentences[0] : sentences.find(isThanks);
  const hasContext = drafts.some(({ kind }) => kind === null);
  if (hasContext && !(thanks && text.length < SHORT_THANKS)) return [unclear(telling, text, message.subject)];
  if (thanks || THANKS.test(text.trim())) {
    const said = thanks ? spanOf([thanks], text) : text.trim();
    return [{ text: said.slice(0, MAX_ASK_CHARACTERS), kind: 'thanks', confidence: hasContext ? 0.7 : 0.9 }];
  }
  return fromSubject(message.subject);
}

/** Letters of any script; a smiley or a rule says nothing. */
const SAYS = /[\p{L}]{2}|[\p{Lo}]/u;
const THANKS = /^(thanks|thank you|thx|ta|danke|vielen dank|merci|gracias)(?!\p{L})/iu;
const isThanks = ({ text }: Sentence): boolean => kindOfSentence(text) === 'thanks';

const spanOf = (sentences: Sentence[], text: string): string =>
  text.slice(sentences[0]!.from, sentences.at(-1)!.to).trim();

function toAsk({ sentences, kind, isMixed }: Draft, text: string): Ask {
  const confidence = isMixed ? 0.6 : kind === 'question' ? 0.8 : 0.9;
  return { text: spanOf(sentences, text).slice(0, MAX_ASK_CHARACTERS), kind: kind ?? 'request', confidence };
}

function atMost(limit: number, drafts: Draft[]): Draft[] {
  const [kept, over] = [drafts.slice(0, limit), drafts.slice(limit)];
  if (over.length === 0) return kept;
  const last = kept.at(-1)!;
  const sentences = [...last.sentences, ...over.flatMap((draft) => draft.sentences)];
  return [...kept.slice(0, -1), { ...last, sentences, isMixed: true }];
}

/** Something is told, nothing is asked: a person has to see what is wanted. */
function unclear(sentences: Sentence[], text: string, subject: string): Ask {
  const kind = kindOfSentence(subject);
  const said = spanOf(sentences, text).slice(0, MAX_ASK_CHARACTERS);
  return { text: said, kind: kind && kind !== 'thanks' ? kind : 'request', confidence: 0.4 };
}

/** Without a text, or with one that only points there, the subject is the ask. */
function fromSubject(subject: string): Ask[] {
  const words = subject.replace(/^((re|fwd?|aw|wg|tr|rv)\s{0,3}:\s{0,3}){1,5}/i, '').trim();
  const kind = kindOfSentence(words);
  if (!SAYS.test(words) || (kind === null && words.split(/\s+/).length < 2)) return [];
  return [{ text: words.slice(0, MAX_ASK_CHARACTERS), kind: kind ?? 'request', confidence: kind ? 0.6 : 0.3 }];
}
