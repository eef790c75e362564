/** 200,000 empty parts took a parser seven seconds. */
const MAX_PARTS = 200;
/** A boundary may be written so that only a full parser finds it; more lines with "--" than this are parts in disguise. */
const MAX_DASHED_LINES = 2_000;
/** A mebibyte of empty lines took 18 seconds and 3 GB: the parser keeps an object a line. Base64 of a MiB has 14,000, or 18,000 of short ones. */
const MAX_LINES = 20_000;
/** Where "=" ends a unit of base64, the parser keeps an object a unit: a mebibyte of "A=" took two seconds and 1.5 GB. */
const MAX_UNITS = 20_000;

/** How far the mail may be parsed before it holds too much. `text`: latin-1, so that a character is a byte. Linear. */
export function parseable(text: string): { end: number; faults: string[]; warnings: string[] } {
  const boundaries = new Set(
    [...text.matchAll(/boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,100})"|([^\s;"]{1,100}))/gi)].map(([, a, b]) => a ?? b!),
  );
  let lines = 0;
  let dashed = 0;
  let parts = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) {
    lines += 1;
    if (lines > MAX_LINES) return { end: at, faults: [], warnings: [`only the first ${MAX_LINES} lines were read`] };
    if (!text.startsWith('--', at + 1)) continue;
    dashed += 1;
    if (boundaries.has(lineAt(text, at + 3))) parts += 1;
    if (parts > MAX_PARTS || dashed > MAX_DASHED_LINES)
      return { end: at, faults: [`over ${MAX_PARTS} parts`], warnings: [] };
  }
  const end = endOfUnits(text);
  const isCut = end < text.length;
  return { end, faults: [], warnings: isCut ? [`only the first ${MAX_UNITS} units of base64 were read`] : [] };
}

/** Alone in its line, and not folded into the next: then nothing below it is base64. */
const IS_NOT_BASE64 = /^:[ \t]{0,9}(7bit|8bit|binary|quoted-printable)[ \t\r]{0,9}\n$/i;

/** Counted from the first part that may be base64, since only the parser knows where it ends. */
function endOfUnits(text: string): number {
  const encodings = text.matchAll(/transfer-encoding([^\n]{0,200}\n[ \t]?)?/gi);
  let at = encodings.find(([, said = '']) => !IS_NOT_BASE64.test(said))?.index ?? -1;
  for (let units = 0; at >= 0 && units <= MAX_UNITS; units += 1) at = text.indexOf('=', at + 1);
  return at < 0 ? text.length : at;
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, Math.min(end < 0 ? text.length : end, at + 120)).trimEnd();
}
