import { S3Client } from '@aws-sdk/client-s3';
import { describe, expect, test } from 'vitest';
import { memoryObjectStore } from '../../lib/adapters/memory/object-store.ts';
import { s3ObjectStore } from '../../lib/adapters/s3-object-store.ts';
import { startAwsEndpoint } from '../../lib/local/aws-endpoint.ts';
import { memoryObjects } from '../../lib/local/objects.ts';
import { answering } from './http-answers.ts';

const at = new Date('2026-03-02T09:00:00.000Z');
const storeAt = (endpoint: string) => {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  return s3ObjectStore(new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true }), 'mail');
};

describe.each(['memory', 's3'])('the %s object store', (kind) => {
  async function holding(objects: Record<string, string>) {
    if (kind === 'memory') {
      const store = memoryObjectStore(() => at);
      for (const [key, words] of Object.entries(objects)) await store.put(key, Buffer.from(words));
      return { store, close: async () => {} };
    }
    const kept = memoryObjects(() => at);
    for (const [key, words] of Object.entries(objects)) await kept.put(key, Buffer.from(words));
    const { endpoint, close } = await startAwsEndpoint({
      objects: kept,
      outbox: null as never,
      machines: null as never,
      onSesEvent: () => {},
    });
    return { store: storeAt(endpoint), close };
  }

  test.each([
    ['less than the object: its start', 3, 'abc'],
    ['exactly the object', 4, 'abcd'],
    ['more than the object: all of it', 5, 'abcd'],
  ])('reads %s', async (_, most, words) => {
    const { store, close } = await holding({ 'raw/a': 'abcd' });
    expect(Buffer.from(await store.get('raw/a', most)).toString()).toBe(words);
    await close();
  });

  test('reads an empty object as nothing', async () => {
    const { store, close } = await holding({ 'raw/a': '' });
    expect(await store.get('raw/a', 10)).toHaveLength(0);
    await close();
  });

  test('says which object is missing', async () => {
    const { store, close } = await holding({});
    await expect(store.get('raw/gone', 10)).rejects.toMatchObject({ name: 'ObjectMissing' });
    await close();
  });

  test('keeps what is put, and the newer of two', async () => {
    const { store, close } = await holding({ 'topics/a': 'older and longer' });
    await store.put('topics/a', Uint8Array.from([0, 255, 13, 10]));
    expect([...(await store.get('topics/a', 100))]).toEqual([0, 255, 13, 10]);
    await close();
  });

  test('lists what lies below a prefix', async () => {
    const { store, close } = await holding({ 'raw/a': 'a', 'raw/b': 'b', 'access/c': 'c' });
    const found = await Array.fromAsync(store.list('raw/'));
    expect(found.map(({ key }) => key).sort()).toEqual(['raw/a', 'raw/b']);
    expect(found[0]?.storedAt).toEqual(at);
    await close();
  });
});

test('S3 is asked for the start of the object only', async () => {
  const { endpoint, heard } = await answering({ status: 206, body: 'abc' });
  await storeAt(endpoint).get('raw/a', 1_048_576);
  expect(heard[0]?.headers.range).toBe('bytes=0-1048575');
});

test('a list is read to its last page', async () => {
  const page = (key: string, next: string) => ({
    status: 200,
    headers: { 'content-type': 'application/xml' },
    body: `<?xml version="1.0"?><ListBucketResult><IsTruncated>${next !== ''}</IsTruncated>${next}<Contents><Key>${key}</Key><LastModified>${at.toISOString()}</LastModified></Contents></ListBucketResult>`,
  });
  const next = '<NextContinuationToken>more</NextContinuationToken>';
  const { endpoint, heard } = await answering(page('raw/a', next), page('raw/b', ''));
  expect((await Array.fromAsync(storeAt(endpoint).list('raw/'))).map(({ key }) => key)).toEqual(['raw/a', 'raw/b']);
  expect(heard[1]?.url).toContain('continuation-token=more');
});

test('a store that refuses is not taken for a missing object', async () => {
  const { endpoint } = await answering({ status: 403, body: '<Error><Code>AccessDenied</Code></Error>' });
  await expect(storeAt(endpoint).get('raw/a', 10)).rejects.toMatchObject({ name: 'AccessDenied' });
});
