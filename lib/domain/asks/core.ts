import { kindOfSentence } from './cues.ts';
import { splitSentences } from './sentences.ts';

/** The sentences of an ask that ask, without the story around them; the whole when none stands out. */
export function coreOf(ask: string): string {
  const asking = splitSentences(ask).filter(({ text }) => {
    const kind = kindOfSentence(text);
    return kind === 'request' || kind === 'question';
  });
  return asking.length > 0 ? asking.map(({ text }) => text).join(' ') : ask;
}
