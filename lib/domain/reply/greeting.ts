import { plainLine } from './plain-line.ts';

/** Words that name a place where mail is read, not a person. */
const SHARED = new Set(
  (
    'info office sales support admin mail contact purchasing procurement order orders account accounts accounting ' +
    'billing finance warehouse logistics service team desk department no-reply noreply einkauf buchhaltung lager büro'
  ).split(' '),
);

/**
 * The name a customer is greeted by: the whole name, since which part is the first name differs from country to country.
 * A display name may be anything, also an advertisement or an insult; what does not look like a person's name is not repeated.
 */
export function greetingName(displayName: string): string {
  const [last, first, ...more] = plainLine(displayName, 80).split(', ');
  const name = first && more.length === 0 ? `${first} ${last}` : plainLine(displayName, 80);
  const words = name.split(' ');
  const isName = words.length <= 4 && words.every((word) => /^\p{L}[\p{L}\p{M}'’.-]{0,30}$/u.test(word));
  const isPerson = isName && !words.some((word) => SHARED.has(word.toLowerCase())) && !/\.\p{L}{2,}/u.test(name);
  return isPerson ? name : 'there';
}
