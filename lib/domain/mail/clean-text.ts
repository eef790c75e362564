/** A letter longer than this says nothing new; its tail is marked, not silently lost. */
export const MAX_TEXT = 64 * 1024;

/** Characters that a reader does not see: control, zero-width, bidi overrides (spoofed order), Unicode tags (planted text). */
const UNSEEN =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\u{e0000}-\u{e007f}]/gu;

export function cleanText(raw: string): { text: string; removed: number; cut: boolean } {
  const cut = raw.length > MAX_TEXT;
  const kept = raw
    .slice(0, MAX_TEXT)
    .toWellFormed() // the cut may go through an emoji
    .replace(/\r\n?/g, '\n')
    .replace(/\u00a0/g, ' ');
  const text = kept.replace(UNSEEN, '');
  return { text, removed: kept.length - text.length, cut };
}
