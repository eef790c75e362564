import { head, historyMark, isBlank, isQuote } from './history-marks.ts';
import { beginsSignature, isMobileLine, isRuler } from './signature-marks.ts';

/**
 * What is new in a message, in one walk over its lines. The rules:
 * - quoted history goes, with the line that introduces it; what the writer put between or below quotes stays;
 * - where unquoted history follows its introduction (Outlook), everything from there on goes;
 * - a quote that nothing introduces stays when text follows it: the writer put it there to answer it;
 * - a signature begins at a mark and goes; a sign-off ("Best regards, Ann") is the writer's own words and stays;
 * - a forward without a word of one's own: what is forwarded is what is new.
 */
export function visibleReply(text: string): { text: string; quoted: boolean } {
  const lines = text.split(/\r?\n/);
  const own = walk(lines);
  if (own.text !== '' || own.forwardedFrom === null) return { text: own.text, quoted: own.quoted };
  const forwarded = lines.slice(own.forwardedFrom).map((line) => line.replace(/^\s{0,3}> ?/, ''));
  return { text: walk(forwarded).text, quoted: true };
}

function walk(lines: string[]): { text: string; quoted: boolean; forwardedFrom: number | null } {
  const kept: string[] = [];
  let hasWords = false;
  let isIntroduced = false;
  let isSigned = false;
  let quoted = false;
  let forwardedFrom: number | null = null;
  for (let i = 0; i < lines.length; i += 1) {
    const mark = historyMark(lines, i);
    const belowIsQuote = mark !== null && isQuote(firstWords(lines, i + mark.lines));
    if (mark && (!mark.isWeak || belowIsQuote)) {
      quoted = isIntroduced = true;
      if (hasWords && !belowIsQuote) break;
      if (mark.isForward) forwardedFrom ??= i + mark.lines;
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
  return { text: kept.slice(0, end).join('\n').trim(), quoted, forwardedFrom };
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
