import { createHash } from 'node:crypto';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567'; // RFC 4648 base32, lower case: survives mail systems that fold case

export function base32(bytes: Uint8Array): string {
  let out = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = ((value << 8) | byte) & 0xfff;
    bits += 8;
    for (; bits >= 5; bits -= 5) out += ALPHABET[(value >> (bits - 5)) & 31];
  }
  return bits > 0 ? out + ALPHABET[(value << (5 - bits)) & 31] : out;
}

export const sha256 = (input: string | Uint8Array): Buffer => createHash('sha256').update(input).digest();

export const hexHash = (input: string): string => sha256(input).toString('hex');

/** Ids of ours: letters and digits only, so that they fit execution names, mail addresses and paths. */
export const idFrom = (input: string, length = 32): string => base32(sha256(input)).slice(0, length);

/** Of words or bytes, whole. */
export const hashOf = (input: string | Uint8Array): string => base32(sha256(input));
/** The ledger's id of a stored mail: the object's key decides, so every delivery of its event means the same row. */
export const messageIdOf = (key: string): string => idFrom(key);
