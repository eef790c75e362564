import { describe, expect, test } from 'vitest';
import { fillText, findPlaceholderFaults } from '../../../lib/domain/reply/placeholders.ts';
import { type Situation, situations } from '../../../lib/domain/reply/situation.ts';
import { shippedReplies } from './builders.ts';

test.each(situations)('the shipped text "%s" has no faults', (situation) => {
  expect(findPlaceholderFaults(situation, shippedReplies[situation])).toEqual([]);
});

test.each<[string, Situation, string, string[]]>([
  ['an unknown name', 'approved', '{{ask}} {{cost}}', ['unknown placeholder {{cost}}']],
  ['a name of another situation', 'approved', '{{ask}} {{answer}}', ['unknown placeholder {{answer}}']],
  ['a name that every object has', 'approved', '{{ask}} {{constructor}}', ['unknown placeholder {{constructor}}']],
  ['the same unknown name twice, told once', 'approved', '{{ask}} {{x}} {{x}}', ['unknown placeholder {{x}}']],
  ['a missing one', 'declined', '{{ask}}', ['missing placeholder {{alternative}}']],
  ['an answer that does not show what it answers', 'standard', '{{answer}}', ['missing placeholder {{ask}}']],
  ['braces left open', 'approved', '{{ask}} {{manager', ['braces that do not belong together']],
  ['braces only closed', 'approved', '{{ask}} manager}}', ['braces that do not belong together']],
  ['three braces', 'approved', '{{{ask}}}', ['braces that do not belong together']],
  ['spaces inside, which are fine', 'approved', '{{ ask }}', []],
  ['single braces, which are words', 'approved', '{{ask}} {a}', []],
])('%s', (_, situation, text, faults) => expect(findPlaceholderFaults(situation, text)).toEqual(faults));

test('braces without end are read in linear time', () => {
  expect(findPlaceholderFaults('approved', `{{ask}}${'{{'.repeat(500_000)}`)).toHaveLength(1);
});

describe('a value', () => {
  const fill = (ask: string) =>
    fillText('approved', '{{ask}} - {{ manager }}', { ask, manager: 'Mia', promise: '', price: '' });

  test('goes in as it is', () => expect(fill('a wish')).toBe('a wish - Mia'));
  test('with braces is not read again', () => expect(fill('{{manager}} {{ask}}')).toBe('{{manager}} {{ask}} - Mia'));
  test('with replacement marks stays as it is', () => expect(fill('$& $1 $$')).toBe('$& $1 $$ - Mia'));
});

test('a name outside the table is left as it is written, also one that every object has', () => {
  const values = { ask: 'a', manager: 'b', promise: 'c', price: 'd' };
  expect(fillText('approved', '{{ask}} {{constructor}} {{cost}}', values)).toBe('a {{constructor}} {{cost}}');
});
