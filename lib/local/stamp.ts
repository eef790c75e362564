/** What the receiving server found out about the sender. */
export type Verdict = 'pass' | 'gray' | 'fail';
export const verdicts: Verdict[] = ['pass', 'gray', 'fail'];

const RESULT = { pass: 'pass', gray: 'none', fail: 'fail' };

/** The header block that SES puts on top of every mail it accepts; the mail below stays as it came. */
export function stampAsSes(
  raw: Uint8Array,
  { verdict, domain, recipient }: { verdict: Verdict; domain: string; recipient: string },
): Buffer {
  const safe = (value: string) => value.replace(/[^\x21-\x7e]/g, '').slice(0, 300);
  const [from, to, result] = [safe(domain), safe(recipient), RESULT[verdict]];
  const block = [
    `Received: from client (local [127.0.0.1]) by inbound-smtp.us-east-1.amazonaws.com with SMTP for <${to}>; ${new Date().toUTCString()}`,
    'X-SES-Spam-Verdict: PASS',
    'X-SES-Virus-Verdict: PASS',
    `Authentication-Results: amazonses.com; spf=${result} envelope-from=local@${from}; dkim=${result} header.i=@${from}; dmarc=${verdict === 'gray' ? 'none' : result} header.from=${from};`,
    'Received: from local',
  ];
  return Buffer.concat([Buffer.from(`${block.join('\r\n')}\r\n`), raw]);
}

/** The domain of From, as far as it can be told without parsing the mail; the reader decides what it is worth. */
export function fromDomain(raw: Uint8Array): string {
  const head = Buffer.from(raw.subarray(0, 64 * 1024)).toString('latin1');
  const from = /^from:([^\r\n]{0,1000}(?:\r?\n[ \t][^\r\n]{0,1000}){0,5})/im.exec(head)?.[1] ?? '';
  return /@([a-z0-9.-]{1,253})[>\s]*$/i.exec(from.trim())?.[1]?.toLowerCase() ?? 'unknown.invalid';
}
