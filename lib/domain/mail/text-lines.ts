/** Puts words into lines: blanks collapsed, at most one empty line in a row, quoted history marked with "> ". */
export function textLines() {
  const lines: string[] = [];
  let line = '';
  /** Kept beside the line: asking a growing string for its end copies it every time. */
  let endsInBlank = true;
  let isQuoted = false;
  let wantsEmpty = false;
  let length = 0;

  function end() {
    const words = line.trimEnd();
    line = '';
    endsInBlank = true;
    if (words === '') return;
    push(words);
  }
  function push(words: string) {
    const mark = isQuoted ? '> ' : '';
    if (wantsEmpty && lines.length > 0) lines.push(lines.at(-1)!.startsWith('>') ? mark.trim() : '');
    wantsEmpty = false;
    lines.push(mark + words);
    length += words.length + 1;
  }

  return {
    length: () => length + line.length,
    text: (): string => {
      end();
      return lines.join('\n');
    },
    say(words: string, style: { quoted: boolean; asIs: boolean }) {
      if (style.quoted !== isQuoted) {
        end();
        isQuoted = style.quoted;
      }
      if (style.asIs) return sayAsIs(words);
      const flowed = words.replace(/[ \t\r\n\f\u00a0]+/g, ' ');
      line += endsInBlank ? flowed.trimStart() : flowed;
      if (flowed !== '') endsInBlank = flowed.endsWith(' ');
    },
    /** A line break; one on an empty line leaves the line empty. */
    breakLine(quoted: boolean) {
      if (line.trim() === '') wantsEmpty = true;
      end();
      isQuoted = quoted;
    },
    startBlock(isParagraph: boolean) {
      end();
      if (isParagraph) wantsEmpty = true;
    },
  };

  function sayAsIs(words: string) {
    const [first = '', ...others] = words.replace(/\r\n?/g, '\n').split('\n');
    line += first;
    endsInBlank = false;
    for (const other of others) {
      const ended = line.trimEnd();
      line = other;
      if (ended === '') wantsEmpty = true;
      else push(ended);
    }
  }
}
