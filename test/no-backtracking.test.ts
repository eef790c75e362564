import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { regexFaults } from './builders/regex-faults.ts';

/** What stays, each with the reason why no text makes it slow. */
const ACCEPTED: Record<string, string> = {
  'lib/domain/topics/catalogue-index.ts: a quantifier within a repeated group: ([-_ ]\\p{L}{2,})':
    'each round begins with a sign that is no letter, so there is one way to match',
  'lib/domain/topics/label.ts: a run that begins anywhere: [\\s.?!,;:¿¡]':
    'quadratic, but on the 2,000 characters that are kept of an ask: 8 ms',
  'lib/domain/topics/label.ts: repeated alternatives that begin alike: (?: uns| bitte)':
    'their second letter tells them apart',
  'lib/infra/workflow-files.ts: a run that begins anywhere: \\w': 'reads our own files only',
};

describe('the check itself', () => {
  test.each([
    ['(a+)+$', 2],
    ['^(a+)+$', 1],
    ['^(?:a{0,9}b?)*$', 1],
    ['^(a|ab)*c', 1],
    ['^(\\w|\\d)+c', 1],
    ['\\s+$', 1],
    ['[.!?]+(?=\\s)', 1],
    ['x?[ \\t]*$', 1],
    ['\\s\\s+$', 1],
    ['^\\s+$', 0],
    ['\\s+', 0],
    ['\\s\\S*$', 0],
    ['(a|b)*', 0],
    ['^(ab{0,9}){0,9}$', 0],
    ['"[^"]*"', 0],
  ])('%s has %i faults', (source, count) => expect(regexFaults(source, 'u')).toHaveLength(count));
});

/** Expressions between slashes, where no value can stand before the first of them. */
const LITERAL =
  /(?<=[(,=:[!&|?{};>]\s{0,40}|\n\s{0,40}|return )\/(?![*/ ])((?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n[])+)\/([dgimsuvy]{0,8})/g;
const withoutComments = (code: string): string => code.replace(/^\s*(\/\/|\/?\*).*$/gm, '');

const files = globSync('{lib,functions}/**/*.ts').sort();
const literals = files.flatMap((file) =>
  [...withoutComments(readFileSync(file, 'utf8')).matchAll(LITERAL)].map(([, source, flags]) => ({
    file,
    source: source!,
    flags: flags!,
  })),
);

/** Those that are put together when a module of the domain is loaded. */
const built: { file: string; source: string; flags: string }[] = [];
const { RegExp: Plain } = globalThis;
const building = files.filter(
  (file) => file.startsWith('lib/domain') && readFileSync(file, 'utf8').includes('new RegExp('),
);
for (const file of building) {
  globalThis.RegExp = new Proxy(Plain, {
    construct(_, [source, flags = '']: [string, string?]) {
      built.push({ file, source: String(source), flags });
      return new Plain(source, flags);
    },
  });
  await import(join('..', file));
}
globalThis.RegExp = Plain;

describe('expressions of lib and functions', () => {
  test('are found', () => {
    expect(literals.length).toBeGreaterThan(150);
    expect(built.length).toBeGreaterThan(5);
  });
  test('need no backtracking', () => {
    const found = [...literals, ...built].flatMap(({ file, source, flags }) =>
      regexFaults(source, flags).map((fault) => `${file}: ${fault}`),
    );
    expect(found.filter((fault) => !(fault in ACCEPTED))).toEqual([]);
    expect(Object.keys(ACCEPTED).filter((fault) => !found.includes(fault))).toEqual([]);
  });
});
