/**
 * What is new in a reply: quoted history and signature go, a sign-off with a name stays (people write asks behind it).
 * Line by line and linear; a line is only looked at up to MAX_LINE characters, since patterns on long lines are how
 * mail parsers are stalled.
 */
const MAX_LINE = 1_000;
/** "On … wrote:" is broken over at most so many lines by mail programs. */
const MAX_INTRO_LINES = 4;

export function visibleReply(text: string): { text: string; quoted: boolean } {
  const lines = text.split('\n').map((line) => line.slice(0, MAX_LINE));
  const first = lines.findIndex((line) => line.trim() !== '');
  if (first < 0) return { text: '', quoted: false };
  if (isForwardStart(lines[first]!)) return { text: forwarded(lines, first), quoted: true };

  const inline = isQuoteLine(lines[first]!) || introLength(lines, first) > 0 ? inlineStart(lines, first) : first;
  if (inline < 0) return { text: isQuoteOnly(lines) ? quoteOnly(text, lines) : '', quoted: true };
  const end = historyAt(lines, inline);
  const quoted = end < lines.length || inline > first;
  const kept = lines.slice(inline, end);
  return { text: withoutSignature(kept).join('\n').trim(), quoted };
}

/** Bottom-posted: what stands below the leading quote, when the quote is all that stands above it. */
function inlineStart(lines: string[], first: number): number {
  let i = first + introLength(lines, first);
  while (i < lines.length && (lines[i]!.trim() === '' || isQuoteLine(lines[i]!))) i += 1;
  if (i >= lines.length) return -1;
  // A quote without an introduction is context that the writer answers: it stays with the text below it.
  return introLength(lines, first) > 0 ? i : first;
}

function historyAt(lines: string[], from: number): number {
  for (let i = from; i < lines.length; i += 1) {
    if (introLength(lines, i) > 0 || isSeparator(lines[i]!) || isHeaderBlock(lines, i) || isForwardStart(lines[i]!))
      return withRule(lines, i, from);
    if (i > from && isQuoteLine(lines[i]!) && isQuoteToEnd(lines, i)) return withRule(lines, i, from);
  }
  return lines.length;
}

/** A ruler or an empty quote mark right above the history belongs to it. */
function withRule(lines: string[], at: number, from: number): number {
  let end = at;
  while (end > from && /^[\s>*_=-]*$/.test(lines[end - 1]!)) end -= 1;
  return end;
}

const isQuoteLine = (line: string): boolean => /^\s{0,3}(>|\|(?!\s*\S+\s*\|))/.test(line);

function isQuoteToEnd(lines: string[], from: number): boolean {
  let quotes = 0;
  for (let i = from; i < lines.length; i += 1) {
    const line = lines[i]!;
    if (isQuoteLine(line)) quotes += 1;
    else if (line.trim() !== '' && !isSignatureMark(line)) return false;
    else if (isSignatureMark(line)) return quotes > 0;
  }
  return quotes > 0;
}

const isQuoteOnly = (lines: string[]): boolean => lines.every((line) => line.trim() === '' || isQuoteLine(line));
const quoteOnly = (text: string, lines: string[]): string =>
  introLength(lines.map(unquote), 0) > 0 ? '' : text.trim();
const unquote = (line: string): string => line.replace(/^[\s>]{1,20}/, '');

/** "On <date> <somebody> wrote:" in the languages that mail programs write it, over one to four lines. 0: it is none. */
function introLength(lines: string[], at: number): number {
  const line = unquote(lines[at] ?? '').trim();
  if (!INTRO_START.test(line) && !NAME_FIRST.test(line)) return 0;
  let joined = '';
  for (let n = 1; n <= MAX_INTRO_LINES && at + n <= lines.length; n += 1) {
    const next = unquote(lines[at + n - 1]!).trim();
    if (next === '' && n > 1) return 0;
    joined = `${joined} ${next}`.trim().slice(0, MAX_LINE);
    if (INTRO_END.test(joined) && /\d/.test(joined)) return n;
  }
  return 0;
}
const INTRO_START =
  /^(on|le|am|op|el|em|il|in data|den|dnia|ti|pe|vào|at|w dniu|\d{1,4}[./ -]|на|в|\p{L}{2,15}, \d|mon|tue|wed|thu|fri|sat|sun|在|\d{4}年)/iu;
const NAME_FIRST = /^[^\n]{1,120}<?[^\s<>]{1,100}@[^\s<>]{1,100}>? (schrieb|skrev|a écrit|escribió|kirjoitti|wrote)/iu;
const INTRO_END =
  /(wrote|writes|a écrit|schrieb|schreef|geschreven|escribió|escreveu|ha scritto|scrisse|skrev|kirjoitti|napisał(\(a\))?|написал|пишет|пише|написав|写道|寫道|のメール)[^\n]{0,60}\s?[:：]$|schrieb am [^\n]{1,80}:$|<[^\s<>]{1,100}@[^\s<>]{1,100}>:?$/iu;

/** `----- Original Message -----` and its relatives. */
const isSeparator = (line: string): boolean =>
  /^[\s*>]{0,5}[-_]{2,20}\s?\*?\s?(original message|original appointment|oprindelig besked|oprindelig meddelelse|originalmeddelande|opprinnelig melding|ursprüngliche nachricht|message d'origine|mensaje original|messaggio originale|oorspronkelijk bericht|mensagem original|reply above this line)[^\n]{0,60}$/i.test(
    line,
  );

const isForwardStart = (line: string): boolean =>
  /^[\s>*]{0,6}(-{2,20}\s{0,3})?(begin forwarded message|forwarded message|weitergeleitete nachricht|message transféré|doorgestuurd bericht|anfang der weitergeleiteten)[^\n]{0,40}$/i.test(
    line,
  );

/** A forward without a word of one's own: the forwarded text is what is new. */
function forwarded(lines: string[], start: number): string {
  let i = start + 1;
  while (i < lines.length && lines[i]!.trim() === '') i += 1;
  while (i < lines.length && lines[i]!.trim() !== '') i += 1;
  return lines.slice(i).join('\n').trim();
}

/** Outlook's block: From, then at least two more of Sent, To, Subject, Cc within six lines. */
function isHeaderBlock(lines: string[], at: number): boolean {
  if (!BLOCK_FROM.test(unquote(lines[at]!))) return false;
  const next = lines.slice(at + 1, at + 8).map(unquote);
  return next.filter((line) => BLOCK_MORE.test(line)).length >= 2;
}
const BLOCK_FROM = /^\*?(from|von|de|da|van|från|fra|od|от|lähettäjä|date|subject|发件人)\s?:\*?\s?\S/i;
const BLOCK_MORE =
  /^\*?(from|sent|date|to|subject|cc|reply-to|gesendet|an|betreff|datum|envoyé|à|objet|inviato|a|oggetto|enviado( el)?|para|asunto|assunto|verzonden|aan|onderwerp|skickat|till|ämne|sendt|til|emne|wysłano|do|temat|дата|кому|тема)\s?:/i;

const isSignatureMark = (line: string): boolean => /^(-- ?|—|--)$/.test(line.trim());

function withoutSignature(lines: string[]): string[] {
  const mark = lines.findIndex((line, i) => (i > 0 && isSignatureMark(line)) || (i > 0 && isRulerToEnd(lines, i)));
  const body = mark < 0 ? lines : lines.slice(0, mark);
  const mobile = body.findIndex((line, i) => i > 0 && MOBILE.test(line.trim()));
  return mobile < 0 ? body : body.slice(0, mobile);
}

/** `____` with a few lines below is a signature; between paragraphs it is a ruler. */
function isRulerToEnd(lines: string[], at: number): boolean {
  if (!/^\s{0,3}_{3,80}\s{0,3}$/.test(lines[at]!)) return false;
  return lines.slice(at + 1).filter((line) => line.trim() !== '').length <= 4;
}

const MOBILE =
  /^[*_]?(sent (from|with|via) (my|a|an|the)?\s?\S{1,30}|get outlook for|envoyé (de|depuis) mon|von meinem \S{1,30} (gesendet|aus)|diese nachricht wurde von meinem|gesendet von (mein|mail|outlook)|enviado (desde|do) m|inviato da|verstuurd vanaf|verzonden vanaf|skickat från min|sendt fra min|lähetetty|wysłane z|отправлено с)/i;
