import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { ObjectMissing, type ObjectStore } from '../ports.ts';

export const s3ObjectStore = (s3: S3Client, Bucket: string): ObjectStore => ({
  async get(Key, maxBytes) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, Range: `bytes=0-${maxBytes - 1}` }));
      return (await Body?.transformToByteArray()) ?? new Uint8Array();
    } catch (error) {
      const { name } = error as Error;
      if (name === 'InvalidRange') return new Uint8Array(); // an empty object has no first byte
      throw name === 'NoSuchKey' ? new ObjectMissing(Key) : error;
    }
  },

  async put(Key, Body) {
    await s3.send(new PutObjectCommand({ Bucket, Key, Body }));
  },

  async *list(Prefix) {
    let ContinuationToken: string | undefined;
    do {
      const page = await s3.send(new ListObjectsV2Command({ Bucket, Prefix, ContinuationToken }));
      for (const { Key, LastModified } of page.Contents ?? [])
        if (Key && LastModified) yield { key: Key, storedAt: LastModified };
      ContinuationToken = page.NextContinuationToken;
    } while (ContinuationToken);
  },
});
