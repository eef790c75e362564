import { expect, test } from 'vitest';
import { findPhones } from '../../../lib/domain/mail/phones.ts';

test.each([
  ['call me on +31 20 555 0141, please', ['+31 20 555 0141']],
  ['Tel.: (020) 555 01 41', ['(020) 555 01 41']],
  ['0049 30 5550-144', ['0049 30 5550-144']],
  ['+31205550141', ['+31205550141']],
  ['eight digits: 020 55 501', ['020 55 501']],
  ['fifteen: +12 345 678 901 2345', ['+12 345 678 901 2345']],
  ['seven digits: 020 555 1', []],
  ['sixteen: +12 345 678 901 23456', []],
  ['order 0012345678', []],
  ['on 03.02.2026 or 03-02-2026', []],
  ['0.123456 of 12.500,00', []],
  ['twice +31 20 555 0141 and +31 20 555 0141', ['+31 20 555 0141']],
])('%s', (text, phones) => expect(findPhones(text)).toEqual(phones));

test('three are enough', () => {
  const four = [1, 2, 3, 4].map((n) => `+31 20 555 014${n}`).join('\n');
  expect(findPhones(four)).toHaveLength(3);
});
