import { type Header, valuesOf } from './headers.ts';

/**
 * What is wrong with From when it could name two people. Parsers differ in which one they take (first, last, inner),
 * so the receiving server may have vouched for the other one: such a mail never matches an account.
 */
export function findFromFault(headers: Header[]): string | null {
  const from = valuesOf(headers, 'from');
  if (from.length === 0) return 'no From header';
  if (from.length > 1) return `${from.length} From headers`;
  // Where a parser takes a bare CR for a line's end, any header can hide another From.
  if (headers.some((header) => /[\r\0]/.test(header.name + header.value))) return 'a bare CR or a NUL in the headers';
  const value = from[0] ?? '';
  if (/[\u0001-\u0008\u000b-\u001f\u007f]/.test(value)) return 'control characters in From';
  const plain = withoutQuotes(value);
  const angles = plain.split('<').length - 1;
  if (angles > 1) return 'two addresses in From';
  if (angles === 0 && plain.split('@').length > 2) return 'two addresses in From';
  if (plain.includes(',') && hasAddressOutside(plain)) return 'a list of addresses in From';
  return plain.includes('@') || value.includes('@') ? null : 'no address in From';
}

/** Quoted strings and comments may hold anything. */
export function withoutQuotes(value: string): string {
  let kept = '';
  let quoted = false;
  let depth = 0;
  for (let i = 0; i < value.length; i += 1) {
    const letter = value[i];
    if (letter === '\\') i += 1;
    else if (letter === '"' && depth === 0) quoted = !quoted;
    else if (!quoted && letter === '(') depth += 1;
    else if (!quoted && letter === ')') depth = Math.max(0, depth - 1);
    else if (!quoted && depth === 0) kept += letter;
  }
  return kept;
}

/** A comma beside a second address; `Doe, Jane <jane@firm.example>` without quotes is sloppy, but one address. */
const hasAddressOutside = (plain: string): boolean => plain.split(',').filter((part) => part.includes('@')).length > 1;
