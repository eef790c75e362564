import { withoutQuotes } from './from.ts';
import type { Header } from './headers.ts';
import type { Identity } from './message.ts';

/** Verdicts of the receiving server. Empty string: it said nothing. */
export interface Verdicts {
  spf: string;
  spfDomain: string;
  dkim: { result: string; domain: string }[];
  dmarc: string;
  /** Whose From the DMARC verdict is about. */
  dmarcDomain: string;
  spam: string;
  virus: string;
}

/**
 * The topmost SES block only: what stands above the first header that SES did not write. Everything below came with the
 * mail, and an attacker may have copied our headers there (RFC 8601, 5).
 */
export function readVerdicts(headers: Header[]): Verdicts | null {
  const trusted = sesBlock(headers);
  if (!trusted) return null;
  const of = (name: string) => trusted.find((header) => header.name === name)?.value ?? '';
  const results = trusted.find(
    ({ name, value }) => name === 'authentication-results' && /^amazonses\.com\s{0,5};/i.test(value),
  );
  // The sender chooses envelope and HELO: without quoted strings and comments no `;` of theirs can pose as a verdict.
  const plain = withoutQuotes(results?.value ?? '');
  const methods = plain.split(';').map((part) => part.trim());
  const only = (name: string) => {
    const found = methods.filter((method) => method.startsWith(`${name}=`));
    return found.length > 1 ? `${name}=repeated` : (found[0] ?? '');
  };
  const dmarc = only('dmarc');
  return {
    spf: wordOf(only('spf')),
    // SES writes envelope-from as a further parameter behind a semicolon, so it is looked for in the whole header.
    spfDomain: domainOf(/envelope-from=([^\s;]{1,320})/i.exec(plain)?.[1] ?? ''),
    dkim: methods
      .filter((method) => method.startsWith('dkim='))
      .map((method) => ({
        result: wordOf(method),
        domain: domainOf(/header\.[id]=([^\s;]{1,320})/i.exec(method)?.[1] ?? ''),
      })),
    dmarc: wordOf(dmarc),
    dmarcDomain: domainOf(/header\.from=([^\s;]{1,320})/i.exec(dmarc)?.[1] ?? ''),
    spam: of('x-ses-spam-verdict').toUpperCase(),
    virus: of('x-ses-virus-verdict').toUpperCase(),
  };
}

const SES_WRITES = /^(return-path|received-spf|authentication-results|x-ses-[a-z-]{1,60})$/;

function sesBlock(headers: Header[]): Header[] | null {
  const received = headers.findIndex(({ name }) => name === 'received');
  if (received < 0 || !/\bby inbound-smtp\.[a-z0-9-]{1,30}\.amazonaws\.com\b/.test(headers[received]!.value))
    return null;
  const foreign = headers.findIndex(({ name }, i) => i !== received && !SES_WRITES.test(name));
  const end = foreign < 0 ? headers.length : foreign;
  return received < end ? headers.slice(0, end) : null;
}

const wordOf = (method: string): string => /^[a-z]{1,8}=([a-z]{1,20})/i.exec(method)?.[1]?.toLowerCase() ?? '';
const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

export interface Claim {
  /** What is wrong with From itself, see `findFromFault`. */
  fromFault: string | null;
  fromDomain: string;
  verdicts: Verdicts | null;
  assumeVerified: boolean;
}

/** The domain says nothing about who may write for it. */
export const NOT_PROVEN = 'neither DMARC nor an aligned DKIM or SPF result';

/** From is believed only when the receiving server authenticated its domain, or when a person said so by option. */
export function identityOf({ fromFault, fromDomain, verdicts, assumeVerified }: Claim): Identity {
  const unverified = (because: string): Identity => ({ result: 'unverified', because });
  const verified = (because: string): Identity => ({ result: 'verified', because });
  if (fromFault) return unverified(fromFault);
  if (assumeVerified) return verified('assumed verified by option');
  if (!/^[a-z0-9.-]{1,253}$/.test(fromDomain)) return unverified('the domain of From is not plain ASCII');
  if (!verdicts) return unverified('no verdict of the receiving server');
  if (verdicts.dmarcDomain !== '' && !isAligned(verdicts.dmarcDomain, fromDomain))
    return unverified('the verdict is about another From');
  // Without the From that it is about, it may be about another one than ours: parsers differ.
  if (verdicts.dmarc === 'pass' && verdicts.dmarcDomain !== '') return verified('DMARC passed');
  if (!['', 'none', 'pass'].includes(verdicts.dmarc)) return unverified(`DMARC says ${verdicts.dmarc}`);
  const signed = verdicts.dkim.find(({ result, domain }) => result === 'pass' && isAligned(domain, fromDomain));
  if (signed) return verified(`DKIM passed for ${signed.domain}`);
  if (verdicts.spf === 'pass' && isAligned(verdicts.spfDomain, fromDomain))
    return verified(`SPF passed for ${verdicts.spfDomain}`);
  return unverified(NOT_PROVEN);
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
