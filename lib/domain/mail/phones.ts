/** Somebody who has to call reads three numbers at most. */
const MAX_PHONES = 3;
/** Begins like a telephone number; the length is bounded, so that a page of digits costs no time. */
const CANDIDATE = /(?<![\w.,+])(?:\+|00|\(?0)[\d ()/.-]{6,22}\d(?!\w)/g;
const DATE = /^\d{1,2}[./-]\d{1,2}[./-]\d{2,4}$/;

/** Telephone numbers as they were written: from `+`, or with a leading zero and something between the digits. */
export function findPhones(text: string): string[] {
  const found = [...text.matchAll(CANDIDATE)].map(([number]) => number).filter(isPhone);
  return [...new Set(found)].slice(0, MAX_PHONES);
}

function isPhone(number: string): boolean {
  const digits = number.replace(/\D/g, '').length;
  const isParted = /\d[ ()/.-]+\d/.test(number);
  return digits >= 8 && digits <= 15 && !DATE.test(number) && (number.startsWith('+') || isParted);
}
