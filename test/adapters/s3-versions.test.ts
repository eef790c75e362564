import { S3Client } from '@aws-sdk/client-s3';
import { expect, test } from 'vitest';
import { eraseVersions } from '../../lib/adapters/s3-versions.ts';
import { answering } from './http-answers.ts';

const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
const version = (kind: string, key: string, id: string) =>
  `<${kind}><Key>${key}</Key><VersionId>${id}</VersionId></${kind}>`;
const page = (...inside: string[]) => ({
  status: 200,
  headers: { 'content-type': 'application/xml' },
  body: `<?xml version="1.0"?><ListVersionsResult>${inside.join('')}</ListVersionsResult>`,
});
const gone = { status: 204 };

test('every version of an object goes, over all pages, and each mark of a deletion; objects with longer keys stay', async () => {
  const { endpoint, heard } = await answering(
    page(
      version('Version', 'raw/a', 'v1'),
      version('DeleteMarker', 'raw/a', 'd1'),
      '<IsTruncated>true</IsTruncated><NextKeyMarker>raw/a</NextKeyMarker><NextVersionIdMarker>v1</NextVersionIdMarker>',
    ),
    gone,
    gone,
    page(version('Version', 'raw/a', 'v0'), version('Version', 'raw/ab', 'x'), '<IsTruncated>false</IsTruncated>'),
    gone,
  );
  const s3 = new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
  expect(await eraseVersions(s3, 'mail', 'raw/a')).toBe(3);
  const deleted = heard.filter(({ method }) => method === 'DELETE').map(({ url }) => new URL(url, endpoint));
  expect(deleted.map(({ pathname, searchParams }) => `${pathname} ${searchParams.get('versionId')}`)).toEqual([
    '/mail/raw/a v1',
    '/mail/raw/a d1',
    '/mail/raw/a v0',
  ]);
  expect(heard[3]?.url).toContain('version-id-marker=v1');
});

test('an object that is not there is no fault', async () => {
  const { endpoint } = await answering(page('<IsTruncated>false</IsTruncated>'));
  const s3 = new S3Client({ endpoint, region: 'eu-west-1', credentials, forcePathStyle: true });
  expect(await eraseVersions(s3, 'mail', 'raw/a')).toBe(0);
});
