import { coreOf } from '../asks/core.ts';
import { contentOf } from './meaning.ts';

/** What is wished for, as words: of the sentences that ask, or of all when those only say "Can you do that?". Empty: nothing. */
export function wishOf(ask: string): string {
  const core = contentOf(coreOf(ask));
  return (core.length > 0 ? core : contentOf(ask)).join(' ');
}
