/** 200,000 empty parts took a parser seven seconds. */
const MAX_PARTS = 200;
/** A boundary may be written so that only a full parser finds it; more lines with "--" than this are parts in disguise. */
const MAX_DASHED_LINES = 2_000;
/** A mebibyte of empty lines took 18 seconds and 3 GB: the parser keeps an object a line. Base64 of a MiB has 14,000. */
const MAX_LINES = 40_000;

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
  return { end: text.length, faults: [], warnings: [] };
}

function lineAt(text: string, at: number): string {
  const end = text.indexOf('\n', at);
  return text.slice(at, Math.min(end < 0 ? text.length : end, at + 120)).trimEnd();
}
