/** A stretch of the message text: [from, to) and what surrounds it. */
export interface Sentence {
  from: number;
  to: number;
  text: string;
  paragraph: number;
  isBullet: boolean;
}

const BULLET = /^\s{0,8}([-*•–]|\d{1,2}[.)]|[a-h]\))\s+/;

/** Lines are joined to paragraphs unless they are bullets; sentences end at . ! ? before a blank. Linear. */
export function splitSentences(
  text: string,
  isSkipped: (line: string) => boolean,
  isEnd: (line: string) => boolean,
): Sentence[] {
  const sentences: Sentence[] = [];
  let paragraph = 0;
  let at = 0;
  let isBullet = false;
  let wasText = false;
  for (const line of text.split('\n')) {
    const from = at;
    at += line.length + 1;
    if (isEnd(line) && sentences.length > 0) break;
    if (line.trim() === '' || isSkipped(line)) {
      if (wasText) paragraph += 1;
      wasText = false;
      isBullet = false;
      continue;
    }
    const mark = BULLET.exec(line);
    if (mark) {
      paragraph += 1;
      isBullet = true;
    }
    wasText = true;
    pushSentences(from + (mark?.[0].length ?? 0), from + line.length, !mark);
  }
  return sentences;

  function pushSentences(start: number, end: number, mayContinue: boolean) {
    const line = text.slice(start, end);
    let from = 0;
    const last = sentences.at(-1);
    for (const stop of [...line.matchAll(/[.!?]+(?=\s|$)/g), null]) {
      const to = stop ? stop.index + stop[0].length : line.length;
      const words = line.slice(from, to).trim();
      if (words.length > 1) {
        // A sentence that runs over a line break goes on where the line before stopped without an end mark.
        if (from === 0 && mayContinue && last && last.paragraph === paragraph && !/[.!?:]$/.test(last.text)) {
          last.to = start + to;
          last.text = text.slice(last.from, last.to).trim();
        } else sentences.push({ from: start + from, to: start + to, text: words, paragraph, isBullet });
      }
      from = to;
    }
  }
}
