import { createHmac, randomBytes, randomInt, timingSafeEqual } from 'node:crypto';
import { base32, hexHash } from './hash.ts';

/** 256 bits; ASVS 5.0 11.5.1 asks for 128. */
export const newSecret = (): string => randomBytes(32).toString('base64url');
/** Six digits, each as likely as any other. */
export const newCode = (): string => String(randomInt(1_000_000)).padStart(6, '0');
/** Names an approval in a link; no secret. */
export const newPublicId = (): string => base32(randomBytes(10));

export const hashSecret = hexHash;

export function isSecretOf(secret: string, hash: string): boolean {
  const given = Buffer.from(hashSecret(secret));
  const kept = Buffer.from(hash);
  return given.length === kept.length && timingSafeEqual(given, kept);
}

/** 16 base32 letters, 80 bits: what a case address can carry and nobody guesses through a mail server. */
const MAC_LENGTH = 16;

/** HMAC-SHA256 of the case id. */
export const caseMac = (key: Uint8Array, caseId: string): string =>
  base32(createHmac('sha256', key).update(`case:${caseId}`).digest()).slice(0, MAC_LENGTH);

export function isCaseMac(key: Uint8Array, caseId: string, mac: string): boolean {
  const right = Buffer.from(caseMac(key, caseId));
  const given = Buffer.from(mac);
  return given.length === right.length && timingSafeEqual(given, right);
}
