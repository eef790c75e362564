import { head, historyMark, isBlank, isQuote, writerOf } from './history-marks.ts';
import { beginsSignature, isMobileLine, isRuler } from './signature-marks.ts';

/**
 * What is new in a message, in one walk over its lines. The rules:
 * - quoted history goes, with the line that introduces it; what the writer put between or below quotes stays;
 * - where unquoted history follows its introduction (Outlook), everything from there on goes;
 * - a quote that nothing introduces stays when text follows it: the writer put it there to answer it;
 * - a signature begins at a mark and goes; a sign-off ("Best regards, Ann") is the writer's own words and stays;
 * - a forward without a word of one's own, or with few that only point at it: what is forwarded is what is new.
 */
export function visibleReply(text: string): { text: string; quoted: boolean; forwardedFrom: string | null } {
  const lines = text.split(/\r?\n/);
  const own = walk(lines);
  const { forwardedAt } = own;
  if (forwardedAt === null) return { text: own.text, quoted: own.quoted, forwardedFrom: null };
  const forwardedFrom = writerOf(lines, forwardedAt);
  if (own.text !== '' && !isPointer(own.text)) return { text: own.text, quoted: own.quoted, forwardedFrom };
  const forwarded = lines.slice(forwardedAt).map((line) => line.replace(/^\s{0,3}> ?/, ''));
  return { text: walk(forwarded).text || own.text, quoted: true, forwardedFrom };
}

/** Few words that only say where to look. */
const MAX_POINTER_WORDS = 12;
const POINTS =
  /\b(below|beneath|fyi|forward(ed|ing)?|fwd|see|regarding|unten|siehe|weiter(geleitet|leiten)?|zur info|ci-dessous|voir|transf[ée]r[ée]?|hieronder|zie|abajo|ver|sotto|vedi)\b/i;
const isPointer = (text: string): boolean => {
  const short = text.slice(0, 200);
  return short === text && !/[?\d]/.test(text) && POINTS.test(text) && text.split(/\s+/).length <= MAX_POINTER_WORDS;
};

function walk(lines: string[]): { text: string; quoted: boolean; forwardedAt: number | null } {
  const kept: string[] = [];
  let hasWords = false;
  let isIntroduced = false;
  let isSigned = false;
  let quoted = false;
  let forwardedAt: number | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const mark = historyMark(lines, i);
    const belowIsQuote = mark !== null && isQuote(firstWords(lines, i + mark.lines));
    if (mark && (!mark.isWeak || belowIsQuote)) {
      quoted = isIntroduced = true;
      if (mark.isForward) forwardedAt ??= i + mark.lines;
      if (hasWords && !belowIsQuote) break;
      i += mark.lines - 1;
      continue;
    }
    const line = head(lines[i]);
    if (isIntroduced && isQuote(line)) continue;
    isSigned ||= hasWords && beginsSignature(lines, i);
    if (isSigned || (isIntroduced && isBlank(line) && isBlank(kept.at(-1) ?? ''))) continue;
    kept.push(lines[i]!);
    hasWords ||= !isQuote(line) && !isRuler(line);
  }
  const end = hasWords ? endOfWords(kept) : kept.length;
  quoted ||= kept.slice(end).some(isQuote);
  return { text: kept.slice(0, end).join('\n').trim(), quoted, forwardedAt };
}

/** The first line with words from there on. */
function firstWords(lines: string[], from: number): string {
  for (let i = from; i < lines.length; i += 1) if (!isBlank(head(lines[i]))) return head(lines[i]);
  return '';
}

/** Without the rulers, mobile lines and quotes at the end. */
function endOfWords(kept: string[]): number {
  let end = kept.length;
  while (end > 0) {
    const line = head(kept[end - 1]);
    if (!isRuler(line) && !isQuote(line) && !isMobileLine(line)) break;
    end -= 1;
  }
  return end;
}
