import { findFromFault } from './from.ts';
import type { Header } from './headers.ts';
import type { Identity } from './message.ts';

/** Verdicts of the receiving server. Empty string: it said nothing. */
export interface Verdicts {
  spf: string;
  spfDomain: string;
  dkim: { result: string; domain: string }[];
  dmarc: string;
  spam: string;
  virus: string;
}

/**
 * The topmost SES block only: what stands above the first Received that SES did not write. Everything below came with
 * the mail, and an attacker may have copied our headers there (RFC 8601, 5).
 */
export function readVerdicts(headers: Header[]): Verdicts | null {
  const trusted = sesBlock(headers);
  if (!trusted) return null;
  const of = (name: string) => trusted.find((header) => header.name === name)?.value ?? '';
  const results = trusted.find(
    ({ name, value }) => name === 'authentication-results' && /^amazonses\.com\s{0,5};/i.test(value),
  );
  const methods = (results?.value ?? '').split(';').map((part) => part.trim());
  const spf = methods.find((method) => method.startsWith('spf=')) ?? '';
  // SES writes envelope-from as a further parameter behind a semicolon, so it is looked for in the whole header.
  const envelope = /envelope-from=([^\s;]{1,320})/i.exec(results?.value ?? '')?.[1] ?? '';
  return {
    spf: wordOf(spf),
    spfDomain: domainOf(envelope),
    dkim: methods
      .filter((method) => method.startsWith('dkim='))
      .map((method) => ({
        result: wordOf(method),
        domain: domainOf(/header\.[id]=([^\s;]{1,320})/i.exec(method)?.[1] ?? ''),
      })),
    dmarc: wordOf(methods.find((method) => method.startsWith('dmarc=')) ?? ''),
    spam: of('x-ses-spam-verdict').toUpperCase(),
    virus: of('x-ses-virus-verdict').toUpperCase(),
  };
}

function sesBlock(headers: Header[]): Header[] | null {
  const isReceived = ({ name }: Header) => name === 'received';
  const first = headers.findIndex(isReceived);
  if (first < 0 || !/\bby inbound-smtp\.[a-z0-9-]{1,30}\.amazonaws\.com\b/.test(headers[first]!.value)) return null;
  const foreign = headers.findIndex((header, i) => i > first && isReceived(header));
  return headers.slice(0, foreign < 0 ? headers.length : foreign);
}

const wordOf = (method: string): string => /^[a-z]{1,8}=([a-z]{1,20})/i.exec(method)?.[1]?.toLowerCase() ?? '';
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** From is believed only when the receiving server authenticated its domain. `fromDomain`: lower-case ASCII. */
export function identityOf(headers: Header[], fromDomain: string, verdicts: Verdicts | null): Identity {
  const unverified = (because: string): Identity => ({ result: 'unverified', because });
  const verified = (because: string): Identity => ({ result: 'verified', because });
  const fault = findFromFault(headers);
  if (fault) return unverified(fault);
  if (!/^[a-z0-9.-]{1,253}$/.test(fromDomain)) return unverified('the domain of From is not plain ASCII');
  if (!verdicts) return unverified('no verdict of the receiving server');
  if (verdicts.dmarc === 'pass') return verified('DMARC passed');
  if (verdicts.dmarc !== '' && verdicts.dmarc !== 'none') return unverified(`DMARC says ${verdicts.dmarc}`);
  const signed = verdicts.dkim.find(({ result, domain }) => result === 'pass' && isAligned(domain, fromDomain));
  if (signed) return verified(`DKIM passed for ${signed.domain}`);
  if (verdicts.spf === 'pass' && isAligned(verdicts.spfDomain, fromDomain))
    return verified(`SPF passed for ${verdicts.spfDomain}`);
  return unverified('neither DMARC nor an aligned DKIM or SPF result');
}

/** Relaxed alignment (RFC 7489, 3.1) without a list of public suffixes: one is the other, or a parent of two labels or more. */
export function isAligned(domain: string, fromDomain: string): boolean {
  if (domain === fromDomain) return domain !== '';
  const [short, long] = domain.length < fromDomain.length ? [domain, fromDomain] : [fromDomain, domain];
  return short.split('.').length >= 2 && long.endsWith(`.${short}`) && !isSharedSuffix(short);
}

/** Two-label suffixes under which strangers live side by side: the short list that a support desk meets. */
const isSharedSuffix = (domain: string): boolean =>
  /^(co|com|org|net|ac|gov|gob|edu|or|ne|go)\.[a-z]{2}$/.test(domain) ||
  /^(github\.io|amazonaws\.com|herokuapp\.com|web\.app|pages\.dev|vercel\.app|netlify\.app|azurewebsites\.net|blogspot\.com)$/.test(
    domain,
  );
