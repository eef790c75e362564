import { kindOfSentence } from './cues.ts';
import type { Sentence } from './sentences.ts';

/** ", and could you": where a second ask begins within a sentence. */
const SECOND =
  /[,;]?\s(?:and|but|und|et|y|e)\s(?=(?:also|could you|can you|would you|please|do you|is there|(?:we|i) (?:also|would|need)|könnten sie|können sie|bitte|pourriez-vous|podrían)(?!\p{L}))/giu;
const MIN_WORDS = 4;
/** A sentence with more of them is no letter; each is weighed with all that follows it. */
const MAX_SEAMS = 6;

/** A sentence that asks two things becomes two; both halves must ask by themselves. */
export function splitClauses(sentence: Sentence): Sentence[] {
  const parts: Sentence[] = [];
  let rest = sentence;
  for (const seam of [...sentence.text.matchAll(SECOND)].slice(0, MAX_SEAMS)) {
    const cut = seam.index - (rest.from - sentence.from);
    const left = { ...rest, to: rest.from + cut, text: rest.text.slice(0, cut).trim() };
    const from = rest.from + cut + seam[0].length;
    const right = { ...rest, from, isAdded: true, text: rest.text.slice(cut + seam[0].length).trim() };
    if (!asksAlone(left.text) || !asksAlone(right.text)) continue;
    parts.push(left);
    rest = right;
  }
  return [...parts, rest];
}

const asksAlone = (text: string): boolean =>
  text.split(/\s+/, MIN_WORDS).length >= MIN_WORDS && kindOfSentence(text) !== null;
