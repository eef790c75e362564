/** 200,000 empty parts took a parser seven seconds. */
const MAX_PARTS = 200;
/** A boundary may be written so that only a full parser finds it; more lines with "--" than this are parts in disguise. */
const MAX_DASHED_LINES = 2_000;

/** How far the mail may be parsed before it holds too many parts. `text`: latin-1, so that a character is a byte. */
export function endOfParts(text: string): { end: number; fault: string | null } {
  const boundaries = new Set(
    [...text.matchAll(/boundary\s{0,9}=\s{0,9}(?:"([^"\r\n]{1,100})"|([^\s;"]{1,100}))/gi)].map(([, a, b]) => a ?? b!),
  );
  let parts = 0;
  let dashed = 0;
  for (let at = text.indexOf('\n--'); at >= 0; at = text.indexOf('\n--', at + 3)) {
    const lineEnd = text.indexOf('\n', at + 3);
    const line = text.slice(at + 3, Math.min(lineEnd < 0 ? text.length : lineEnd, at + 120)).trimEnd();
    dashed += 1;
    if (boundaries.has(line)) parts += 1;
    if (parts > MAX_PARTS || dashed > MAX_DASHED_LINES) return { end: at, fault: `over ${MAX_PARTS} parts` };
  }
  return { end: text.length, fault: null };
}
