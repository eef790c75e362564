import { head, historyMark, isBlank, isQuote } from './history-marks.ts';

/** Signatures under a bare "--" are short; a longer text below it is more likely a section of the letter. */
const MAX_SIGNATURE_LINES = 15;
const MAX_FOOTER_LINES = 4;

/** "-- " (RFC 3676, 4.3) always; "--" and "__" only where what follows looks like one. */
export function beginsSignature(lines: string[], at: number): boolean {
  const line = head(lines[at]);
  if (line === '-- ') return true;
  const mark = line.trim();
  if (mark === '--' || mark === '—') return wordsBelow(lines, at, MAX_SIGNATURE_LINES) !== null;
  if (!/^_{2,80}$/.test(mark)) return false;
  return /@|https?:|\bwww\.|\+\d/.test(wordsBelow(lines, at, MAX_FOOTER_LINES)?.join('\n') ?? '');
}

/** The lines with words between `at` and the history or the end; null when there are more than `most`. */
function wordsBelow(lines: string[], at: number, most: number): string[] | null {
  const found: string[] = [];
  for (let i = at + 1; i < lines.length; i += 1) {
    const line = head(lines[i]);
    if (isBlank(line)) continue;
    if (isQuote(line) || historyMark(lines, i)) break;
    found.push(line);
    if (found.length > most) return null;
  }
  return found;
}

/** What phones and mail programs write under a letter. Asked of its last lines only. */
export const isMobileLine = (line: string): boolean => MOBILE.test(line.replace(/^[\s<(*_]{0,8}/, ''));
const MOBILE =
  /^(sent (from|via|with|by|using) (my|a|an)\s[^\n]{1,110}|sent (from|via|with|by) [^\n?!]{1,100}[^.?!\n]|get \[?outlook for [^\n]{1,80}|from my i?phone[^\n]{0,40}|envoyé (de|depuis|à partir|via)[^\n]{1,80}|von mein[^\n]{1,60} gesendet\.?|gesendet (von|mit|aus|über) [^\n]{1,80}|diese nachricht wurde von [^\n]{1,80} gesendet\.?|enviado (desde|do|de|a partir)[^\n]{1,80}|inviato da[^\n]{1,80}|(verzonden|verstuurd) (met|vanaf|via|van) [^\n]{1,80}|skickat från [^\n]{1,80}|send(t|e) fra [^\n]{1,80}|lähetetty [^\n]{1,80}|wysłan[eo] z [^\n]{1,80}|отправлено (с|из) [^\n]{1,80}|надіслано з [^\n]{1,80}|[從从]我的[^\n]{1,40}|iphoneから送信)$/i;

/** Nothing but rulers, quote marks, or the dot of a tracker. */
export const isRuler = (line: string): boolean => /^[\s>*_=~#+–—ᐧ-]*$/.test(line);
