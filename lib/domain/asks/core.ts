import type { Ask } from './ask.ts';
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

const INFORMATION =
  /^\W{0,3}(and |also )?(what|when|where|who|whom|whose|why|how|which|was|wann|wo|wer|warum|wie|welche[rsn]?|quels?|quelles?|quand|où|comment|combien|pourquoi|qué|cuándo|dónde|cómo|cuánt[oa]s?)(?!\p{L})/iu;

/** "Do you deliver on Sundays?" wishes for something; "What are your opening hours?" only wants to know, and is no demand for a new offer. */
export const isWish = ({ kind, text }: Pick<Ask, 'kind' | 'text'>): boolean =>
  kind === 'request' || (kind === 'question' && !INFORMATION.test(coreOf(text)));
