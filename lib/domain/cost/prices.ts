/**
 * Dollars for one of each, us-east-1, without free tiers and discounts. `read`: seen on the vendor's price page, or with two
 * others who quote it, in November 2026. The others are remembered: look before you rely on them.
 */
export const PRICES_OF = '2026-11, us-east-1';

interface Price {
  usd: number;
  of: string;
  checked: 'read' | 'remembered';
}
const read = (usd: number, of: string): Price => ({ usd, of, checked: 'read' });
const remembered = (usd: number, of: string): Price => ({ usd, of, checked: 'remembered' });

const THOUSAND = 1e3;
const MILLION = 1e6;
export const GIGABYTE = 1e9;

export const prices = {
  sesIn: read(0.1 / THOUSAND, 'mail received'),
  sesInChunk: read(0.09 / THOUSAND, 'complete 256 KB of a mail received'),
  sesOut: read(0.1 / THOUSAND, 'mail sent'),
  sesOutByte: read(0.12 / GIGABYTE, 'byte sent'),
  lambdaRequest: read(0.2 / MILLION, 'call of a function'),
  lambdaGbSecond: read(0.0000133334, 'GB-second of a function on ARM'),
  transition: read(25 / MILLION, 'state transition of a Standard machine'),
  expressRequest: read(1 / MILLION, 'execution of an Express machine'),
  expressGbSecond: read(0.00001667, 'GB-second of an Express machine'),
  writeUnit: read(0.625 / MILLION, 'write unit on demand'),
  readUnit: read(0.125 / MILLION, 'read unit on demand'),
  tableByteMonth: remembered((0.25 + 0.2) / GIGABYTE, 'byte in the table a month, with point-in-time recovery'),
  s3Put: remembered(5 / MILLION, 'object written or list of 1,000'),
  s3Get: remembered(0.4 / MILLION, 'object read'),
  s3ByteMonth: remembered(0.023 / GIGABYTE, 'byte of mail a month'),
  event: read(1 / MILLION, 'event of the store or of the mail service'),
  queueRequest: remembered(0.4 / MILLION, 'request to the queue'),
  pageRequest: remembered(1 / MILLION, 'request of a page'),
  logByte: read(0.5 / GIGABYTE, 'byte written to a log'),
  trace: read(5 / MILLION, 'trace'),
  alarmMetric: read(0.1, 'metric of an alarm a month'),
  ownMetric: read(0.3, 'metric of our own a month'),
  keyMonth: remembered(1, 'encryption key of our own a month'),
} satisfies Record<string, Price>;

export type Item = keyof typeof prices;

export const cost = (item: Item, count: number): number => prices[item].usd * count;
