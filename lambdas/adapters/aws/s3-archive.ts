import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';

/** Writes texts into a bucket whose objects are locked (Object Lock by default retention). */
export function s3Archive(bucket: string): (name: string, text: string) => Promise<void> {
  let client: S3Client | undefined;
  return async (name, text) => {
    client ??= new S3Client({});
    await client.send(
      new PutObjectCommand({
        Bucket: bucket,
        Key: name,
        Body: text,
        ContentType: 'application/jose',
        ChecksumAlgorithm: 'SHA256',
      }),
    );
  };
}
