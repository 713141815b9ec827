import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { Publications } from '../../domain/key-ceremony/publications.ts';

/** Writes what stands under `/pki` into the bucket `trust`; edges revalidate it, so that nobody reads an old list. */
export function s3Publications(bucket: string): Publications {
  const client = new S3Client({ maxAttempts: 4 });
  return {
    async find(path) {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: path }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof Error && error.name === 'NoSuchKey') return undefined;
        throw error;
      }
    },
    async keep(path, bytes) {
      await client.send(
        new PutObjectCommand({
          Bucket: bucket,
          Key: path,
          Body: bytes,
          ContentType: path.endsWith('.crl') ? 'application/pkix-crl' : 'application/pkix-cert',
          CacheControl: 'no-cache',
        }),
      );
    },
  };
}
