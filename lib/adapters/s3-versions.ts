import {
  DeleteObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  type S3Client,
} from '@aws-sdk/client-s3';

/** A deleted object of a bucket with versions is still there: each version goes, and each mark of a deletion. Returns how many. */
export async function eraseVersions(s3: S3Client, Bucket: string, Key: string): Promise<number> {
  let erased = 0;
  let from: { KeyMarker?: string; VersionIdMarker?: string } | null = {};
  while (from) {
    const page: ListObjectVersionsCommandOutput = await s3.send(
      new ListObjectVersionsCommand({ Bucket, Prefix: Key, ...from }),
    );
    for (const version of [...(page.Versions ?? []), ...(page.DeleteMarkers ?? [])]) {
      if (version.Key !== Key) continue; // the prefix of a longer key
      await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId: version.VersionId }));
      erased += 1;
    }
    const { IsTruncated, NextKeyMarker: KeyMarker, NextVersionIdMarker: VersionIdMarker } = page;
    from = IsTruncated ? { KeyMarker, VersionIdMarker } : null;
  }
  return erased;
}
