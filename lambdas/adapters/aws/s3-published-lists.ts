import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { crlPath } from '../../domain/certificate/partition.ts';
import type { Partition, PublishedLists } from '../../domain/revocation-list/published-lists.ts';

let shared: S3Client | undefined;

function s3(): S3Client {
  shared ??= new S3Client({ maxAttempts: 4 });
  return shared;
}

const keyOf = ({ authority, number }: Partition): string => crlPath(authority, number);

/** Objects of the bucket `trust`; the ETag is the version. */
export function s3PublishedLists(bucket: string): PublishedLists {
  return {
    async load(partition) {
      try {
        const { Body, ETag } = await s3().send(
          new GetObjectCommand({ Bucket: bucket, Key: keyOf(partition) }),
        );
        const list = await Body?.transformToByteArray();
        return list && ETag !== undefined ? { list, version: ETag } : undefined;
      } catch (error) {
        if (isNamed(error, MISSING)) return undefined;
        throw error;
      }
    },

    async replace(partition, list, replaced) {
      try {
        await s3().send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(partition),
            Body: list,
            ContentType: 'application/pkix-crl', // RFC 2585 §4.2
            CacheControl: 'no-cache', // edges ask whether it changed: a CRL and OCSP never differ
            ...(replaced === undefined ? { IfNoneMatch: '*' } : { IfMatch: replaced }),
          }),
        );
        return true;
      } catch (error) {
        if (isNamed(error, OVERTAKEN)) return false;
        throw error;
      }
    },
  };
}

/** Without permission to list, S3 answers AccessDenied for a key that is not there. */
const MISSING = ['NoSuchKey', 'NotFound', 'AccessDenied'];
/** 412, 409 when two conditional writes meet, 404 when the replaced object is gone. */
const OVERTAKEN = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

const isNamed = (error: unknown, names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
