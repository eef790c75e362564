import { createHash } from 'node:crypto';
import type { Context } from 'hono';

interface ApiBindings {
  requestContext?: { http?: { sourceIp?: string } };
}

/** Where a request came from, as much as an audit may keep: the network, not the address; the browser's name as a hash. */
export function traceOf(c: Context): { network: string; browser: string } {
  const address = (c.env as ApiBindings | undefined)?.requestContext?.http?.sourceIp ?? '';
  const agent = c.req.header('user-agent') ?? '';
  return { network: networkOf(address), browser: shortHash(agent) };
}

/** IPv4 without its last number, IPv6 without all but the first three groups. */
function networkOf(address: string): string {
  if (/^\d{1,3}(\.\d{1,3}){3}$/.test(address)) return `${address.slice(0, address.lastIndexOf('.'))}.0/24`;
  return address.includes(':') ? `${address.split(':').slice(0, 3).join(':')}::/48` : 'unknown';
}

export const shortHash = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);
