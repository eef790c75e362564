import { type Fault, quote } from './fault.ts';

/** The words of an example: two that differ only in case, blanks or punctuation teach the same. `C#` and `C++` stay apart. */
export const wordsOfExample = (example: string): string =>
  example
    .normalize('NFKC')
    .toLowerCase()
    .replace(/['’‘`]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}\p{S}#%&@]+/gu, ' ')
    .trim();

/** An example that stands in two offers pulls every ask like it both ways; in one offer twice it only weighs double. */
export function findSharedExamples(catalogue: { id: string; examples: string[] }[]): Fault[] {
  const first = new Map<string, string>();
  return catalogue.flatMap(({ id, examples }, i) =>
    examples.flatMap((example, k): Fault[] => {
      const at = [i, 'examples', k];
      const words = wordsOfExample(example);
      if (words === '')
        return [{ at, problem: 'holds no word', cure: 'Write how customers ask for it, or remove it.' }];
      const owner = first.get(words);
      if (owner === undefined) {
        first.set(words, id);
        return [];
      }
      if (owner === id) return [{ at, problem: 'the example is there twice', cure: 'Remove one of the two.' }];
      return [{ at, problem: `the example is already one of ${quote(owner)}`, cure: 'Keep it where it fits best.' }];
    }),
  );
}
