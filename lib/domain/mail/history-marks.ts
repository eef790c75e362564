/**
 * The lines by which mail programs introduce the history they quote, in the languages that our customers' programs
 * speak. Every pattern is bounded and sees at most MAX_LINE characters of a line: patterns on long lines are how mail
 * parsers are stalled.
 */
const MAX_LINE = 1_000;
/** "On … wrote:" is broken over at most so many lines. */
const MAX_INTRO_LINES = 4;
const MAX_INTRO = 500;
/** Within so many lines an Outlook block names From and Subject. */
const MAX_BLOCK_LINES = 14;

export interface HistoryMark {
  /** How many lines it takes. */
  lines: number;
  /** A mark that people write, too ("On 3 May you wrote:"): believed only where a quote follows. */
  isWeak: boolean;
  isForward: boolean;
}

export const head = (line: string | undefined): string => (line ?? '').slice(0, MAX_LINE);
export const isQuote = (line: string): boolean => /^\s{0,3}>/.test(line);
export const isBlank = (line: string): boolean => line.trim() === '';

/** The mark that begins at line `at`, also inside a quote. Null: none does. */
export function historyMark(lines: string[], at: number): HistoryMark | null {
  const line = unquoted(lines[at]);
  if (line === '') return null;
  const forward = FORWARD.test(line);
  if (forward || ORIGINAL.test(line)) return { lines: 1, isWeak: false, isForward: forward };
  return introduction(lines, at, line) ?? headerBlock(lines, at, line);
}

/** Without quote marks, stars and blanks around it. */
const unquoted = (line: string | undefined): string =>
  head(line)
    .replace(/^[\s>*]{1,80}/, '')
    .trimEnd();

const FORWARD =
  /^-{0,20}\s?(begin forwarded message|forwarded (message|by)|weitergeleitete nachricht|anfang der weitergeleiteten|message (transféré|réexpédié)|début du message|mensaje reenviado|messaggio inoltrato|inizio messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|vidarebefordrat|videresendt|przekazana wiadomość|пересылаемое|转发的邮件)[^\n]{0,40}(-{2,20}|:)\*?$/i;
const ORIGINAL =
  /^[-_]{2,20}\s?\*?\s?(original|ursprüngliche|message d.origine|mensaje original|messaggio originale|oorspronkelijk|mensagem original|oprindelig|opprinnelig|ursprungligt|alkuperäinen|oryginalna|wiadomość oryginalna|исходное|原始邮件|原邮件|元のメッセージ)[^\n]{0,60}[-_]{2,20}\*?$/i;

/** Whom the header lines of a forward name, as they stand there; null where none does. */
export function writerOf(lines: string[], at: number): string | null {
  for (let n = 0; n < MAX_BLOCK_LINES; n += 1) {
    const line = unquoted(lines[at + n]);
    if (FROM.test(line)) return line.slice(line.search(/[:：]/) + 1).trim() || null;
  }
  return null;
}

const OPENING_WORD =
  /^["'(]?(on|le|am|op|el|em|il|in data|den|dnia|w dniu|ti|to|la|su|vào|at|date|dne|a|в|на|у)\s|^(\d{1,4}(?=[\s.:/年-])|在)/iu;
const OPENING_DAY = /^\p{L}{2,12}[.,]{0,2}\s\d/u;
const WROTE =
  /(wrote|writes|a écrit|schrieb|schreef|geschreven|escribió|escreveu|ha scritto|scrisse|skrev|kirjoitti|napisał(\(a\)|a)?|napsal(\(a\))?|написала?|пишет|пише|написав|yazdı|írta|写道|寫道)(?=[\s:：]|$)/iu;
const ADDRESS_END = /[<([]\s?(mailto:)?[^\s<>@]{1,100}@[^\s<>@]{1,100}[>)\]]{1,2}\s?[:：]?$/;
const TIME = /\d[:.h]\d\d(?!\d)/;
const YEAR = /(^|\D)(19|20)\d\d(\D|$)/;

function introduction(lines: string[], at: number, first: string): HistoryMark | null {
  const startsWithDate = OPENING_WORD.test(first) || OPENING_DAY.test(first);
  const isDated = TIME.test(first) || YEAR.test(first);
  if (!(startsWithDate && isDated) && !(first.includes('@') && /\d/.test(first))) return null;
  let joined = first;
  let weak: HistoryMark | null = null;
  for (let n = 1; joined.length < MAX_INTRO; n += 1) {
    const isWeak = weakness(joined, startsWithDate);
    if (isWeak === false) return { lines: n, isWeak, isForward: false };
    if (isWeak) weak ??= { lines: n, isWeak, isForward: false };
    const next = unquoted(lines[at + n]);
    if (n === MAX_INTRO_LINES || next === '' || (OPENING_WORD.test(next) && TIME.test(next))) break;
    joined = `${joined} ${next}`;
  }
  return weak;
}

/** Null: no introduction, or not yet. */
function weakness(line: string, startsWithDate: boolean): boolean | null {
  const endsInColon = /[:：]$/.test(line);
  const verb = WROTE.exec(line);
  const hasTime = TIME.test(line);
  if (!hasTime && !YEAR.test(line)) return null;
  if (verb && (endsInColon || verb.index + verb[0].length === line.length)) {
    if (!startsWithDate) return line.includes('@') ? false : null;
    return !hasTime && !line.includes('@');
  }
  if (!startsWithDate || !ADDRESS_END.test(line)) return null;
  return endsInColon ? false : !/^\d/.test(line);
}

const label = (names: string): RegExp => new RegExp(`^(${names})\\s?\\*?\\s?[:：]`, 'i');
const FROM = label(
  'from|von|de|da|van|från|fra|od|от|від|lähettäjä|expéditeur|mittente|remitente|afzender|kimden|发件人|寄件者|差出人',
);
const SUBJECT = label(
  'subject|betreff|objet|sujet|oggetto|asunto|assunto|onderwerp|ämne|emne|aihe|temat|тема|konu|主题|主旨|件名',
);
const SENT = label(
  'sent|date|gesendet|datum|envoyé( le)?|date d.envoi|message du|inviato|data|enviado( el| em)?|fecha|verzonden|skickat|sendt|dato|lähetetty|wysłano|дата|отправлено|надіслано|tarih|发送时间|日期|送信日時',
);
const OTHER = label(
  'to|cc|bcc|an|kopie|à|a|copie à|para|aan|till|til|kopia|kopi|do|dw|кому|копия|копія|kime|收件人|抄送|宛先|reply-to|importance|priority',
);

/** Outlook's From, Sent, To, Subject. A route ("From: Rotterdam, To: Oslo") has neither a subject nor an address. */
function headerBlock(lines: string[], at: number, first: string): HistoryMark | null {
  if (!FROM.test(first) && !SENT.test(first) && !SUBJECT.test(first)) return null;
  const seen = { from: false, sent: false, subject: false, address: false };
  let labels = 0;
  let end = 0;
  let gap = false;
  for (let n = 0; n < MAX_BLOCK_LINES && at + n < lines.length; n += 1) {
    const line = unquoted(lines[at + n]);
    const [from, sent, subject] = [FROM.test(line), SENT.test(line), SUBJECT.test(line)];
    if (from || sent || subject || OTHER.test(line)) {
      seen.from ||= from;
      seen.sent ||= sent;
      seen.subject ||= subject;
      seen.address ||= line.includes('@');
      labels += 1;
      end = n + 1;
      gap = false;
    } else if (line === '') gap = true;
    else if (gap) break;
  }
  const isBlock = labels >= 3 && seen.from && (seen.subject || (seen.sent && seen.address));
  return isBlock ? { lines: end, isWeak: false, isForward: false } : null;
}
