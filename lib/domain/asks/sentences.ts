import { greetingLength, isAfterthought, looksLikeName } from './courtesies.ts';

/** A stretch of the message text: [from, to). */
export interface Sentence {
  from: number;
  to: number;
  text: string;
  paragraph: number;
  isBullet: boolean;
  /** Begins with "and could you" in the middle of a sentence. */
  isAdded?: boolean;
}

const BULLET = /^\s{0,8}([-*•–·]|\(?\d{1,2}[.)]|\(?[a-h]\))\s+/;
/** Not after an abbreviation: "order no. 5". */
const ENDS = /(?<!\b(?:no|nr|art|approx|ca|dr|mr|mrs|ms|st|vs|incl|excl|e\.g|i\.e|z\.b|p\.s))[.!?](?=\s|$)|[。！？]/giu;
/** A signature without sign-off: at most so many lines. */
const MAX_NAME_LINES = 4;

interface Line {
  from: number;
  text: string;
}

/** Lines run on into one another unless they are bullets; sentences end at . ! ? before a blank. Linear. */
export function splitSentences(
  text: string,
  isSkipped: (line: string) => boolean = () => false,
  isEnd: (line: string) => boolean = () => false,
): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraph = 0;
  let isBullet = false;
  for (const line of linesOf(text, isEnd)) {
    if (line.text.trim() === '' || isSkipped(line.text)) {
      paragraph += 1;
      isBullet = false;
      continue;
    }
    const mark = BULLET.exec(line.text)?.[0].length ?? 0;
    if (mark > 0) {
      paragraph += 1;
      isBullet = true;
    }
    const last = sentences.at(-1);
    const runsOn = mark === 0 && last?.paragraph === paragraph && !/[.!?:。！？]$/.test(last.text) ? last : null;
    const pieces = piecesOf({ from: line.from + mark, text: line.text.slice(mark) });
    for (const [i, piece] of pieces.entries()) {
      if (i === 0 && runsOn) {
        runsOn.to = piece.to;
        runsOn.text = text.slice(runsOn.from, runsOn.to).trim();
      } else sentences.push({ ...piece, paragraph, isBullet });
    }
  }
  return sentences;
}

/** The lines, blank from the sign-off to an afterthought, and without a name that no sign-off announces. */
function linesOf(text: string, isEnd: (line: string) => boolean): Line[] {
  const lines: Line[] = [];
  let from = 0;
  let hasWords = false;
  let isSigned = false;
  for (const line of text.split('\n')) {
    isSigned = isSigned ? !isAfterthought(line) : hasWords && isEnd(line);
    lines.push({ from, text: isSigned ? '' : line });
    hasWords ||= line.trim() !== '';
    from += line.length + 1;
  }
  while (lines.length > 0 && lines.at(-1)!.text.trim() === '') lines.pop();
  let names = 0;
  while (names < MAX_NAME_LINES && looksLikeName(lines.at(-1 - names)?.text ?? '')) names += 1;
  const before = lines.at(-1 - names)?.text.trim();
  // "they start in / August": a last line is a name only below a blank or an ended sentence.
  const isNamed = names > 0 && before !== undefined && (before === '' || /[.!?]$/.test(before)) && names < lines.length;
  return isNamed ? lines.slice(0, -names) : lines;
}

function piecesOf({ from, text }: Line): Pick<Sentence, 'from' | 'to' | 'text'>[] {
  const pieces = [];
  let start = 0;
  for (const stop of [...text.matchAll(ENDS), null]) {
    const end = stop ? stop.index + stop[0].length : text.length;
    const blanks = text.slice(start, end).search(/\S/);
    if (blanks >= 0) {
      let begin = start + blanks;
      begin += greetingLength(text.slice(begin, end));
      if (end - begin > 1) pieces.push({ from: from + begin, to: from + end, text: text.slice(begin, end).trim() });
    }
    start = end;
  }
  return pieces;
}
