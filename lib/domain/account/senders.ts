import type { Account } from './account.ts';
import { isFreeMail } from './free-mail.ts';

/** Labels walked up from the sender's domain: more is a made-up host name that costs us reads. */
const MAX_PARENT_DOMAINS = 4;

/**
 * Where to look for the account of an address, nearest first: the contact, then its domain and the domains above it.
 * Equality on label boundaries in ASCII only: `notbigbank.com` is not `bigbank.com`, and nothing is normalised
 * (NFKC would turn full-width letters into a customer's domain). A free-mail domain never decides an account.
 */
export function sendersToTry(address: string): string[] {
  const at = address.lastIndexOf('@');
  const domain = address.slice(at + 1);
  if (at < 1 || !/^[a-z0-9.-]+$/.test(domain)) return [];
  if (isFreeMail(domain)) return [address];
  return [address, ...withParents(domain).filter((parent) => !isFreeMail(parent))];
}

/** The domain and those above it, nearest first. */
export function withParents(domain: string): string[] {
  const labels = domain.split('.');
  return labels
    .slice(0, -1)
    .map((_, i) => labels.slice(i).join('.'))
    .slice(-MAX_PARENT_DOMAINS);
}

/** Under which senders an account is found. */
export const sendersOf = (account: Pick<Account, 'contacts' | 'domains'>): string[] => [
  ...new Set([...account.contacts, ...account.domains.filter((domain) => !isFreeMail(domain))]),
];
