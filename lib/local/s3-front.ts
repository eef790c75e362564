import type { IncomingHttpHeaders } from 'node:http';
import { type Answer, unknownCall } from './aws-endpoint.ts';
import type { LocalObjects } from './objects.ts';

const xml = (status: number, body: string): Answer => ({
  status,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?>${body}`,
});
const escapeXml = (text: string): string => text.replace(/[&<>]/g, (mark) => `&#${mark.charCodeAt(0)};`);

interface S3Call {
  method: string;
  url: URL;
  headers: IncomingHttpHeaders;
  body: Uint8Array;
}

/** GetObject with a range, PutObject of plain bytes, and ListObjectsV2, path style. */
export async function answerS3({ method, url, headers, body }: S3Call, objects: LocalObjects): Promise<Answer> {
  const [bucket = '', ...rest] = url.pathname.slice(1).split('/');
  const key = decodeURIComponent(rest.join('/'));
  if (method === 'PUT' && key !== '' && url.searchParams.get('x-id') === 'PutObject' && !headers['content-encoding']) {
    await objects.put(key, body);
    return { status: 200 };
  }
  if (method !== 'GET') return unknownCall('S3', `${method} ${key}`);
  if (key !== '') return getObject(key, headers.range, objects);
  if (url.searchParams.get('list-type') !== '2') return unknownCall('S3', `GET bucket ${url.search}`);
  const found = await objects.list(url.searchParams.get('prefix') ?? '');
  const rows = found.map(
    ({ key: name, storedAt, bytes }) =>
      `<Contents><Key>${escapeXml(name)}</Key><LastModified>${storedAt.toISOString()}</LastModified><Size>${bytes}</Size></Contents>`,
  );
  return xml(
    200,
    `<ListBucketResult><Name>${escapeXml(bucket)}</Name><KeyCount>${found.length}</KeyCount><IsTruncated>false</IsTruncated>${rows.join('')}</ListBucketResult>`,
  );
}

async function getObject(key: string, range: string | undefined, objects: LocalObjects): Promise<Answer> {
  const bytes = await objects.get(key);
  if (!bytes) return xml(404, '<Error><Code>NoSuchKey</Code><Message>no such object</Message></Error>');
  const wanted = /^bytes=(\d+)-(\d+)$/.exec(range ?? '');
  if (!wanted) return { status: 200, headers: { 'content-type': 'application/octet-stream' }, body: bytes };
  const [from, to] = [Number(wanted[1]), Math.min(Number(wanted[2]), bytes.length - 1)];
  if (from >= bytes.length) return xml(416, '<Error><Code>InvalidRange</Code><Message>no such range</Message></Error>');
  return {
    status: 206,
    headers: { 'content-range': `bytes ${from}-${to}/${bytes.length}` },
    body: bytes.subarray(from, to + 1),
  };
}
