import { styleText } from 'node:util';

/** To people, beside the output: stdout stays clean for pipes. */
export const say = (words: string): void => console.error(words);

/** Colours on a terminal only. */
export const paint = (colour: 'green' | 'yellow' | 'cyan' | 'red' | 'bold', words: string): string =>
  process.stdout.isTTY && !process.env.NO_COLOR ? styleText(colour, words) : words;

/** Work this short needs no bar. */
const QUIET_MS = 2_000;
const WIDTH = 30;

/** `total` null: how many there are is not known. */
export function progressBar(what: string, total: number | null): { step: () => void; end: () => void } {
  const began = Date.now();
  let done = 0;
  let shown = 0;
  const draw = () => {
    const share = total ? Math.round((done / total) * WIDTH) : 0;
    const bar = total ? `[${'#'.repeat(share)}${' '.repeat(WIDTH - share)}] ${done}/${total}` : `${done}`;
    process.stderr.write(`\r${bar} ${what}`);
  };
  return {
    step() {
      done += 1;
      const now = Date.now();
      if (!process.stderr.isTTY || now - began < QUIET_MS || now - shown < 100) return;
      shown = now;
      draw();
    },
    end() {
      if (shown > 0) process.stderr.write('\r\x1b[K');
    },
  };
}
