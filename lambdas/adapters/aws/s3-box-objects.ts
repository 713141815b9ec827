import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { BoxObjectRemovals, BoxObjects } from '../../domain/box/box-objects.ts';

let shared: S3Client | undefined;

/** `WHEN_REQUIRED`: otherwise the SDK would sign the checksum of an empty body into the upload URLs. */
function s3(): S3Client {
  shared ??= new S3Client({ maxAttempts: 4, requestChecksumCalculation: 'WHEN_REQUIRED' });
  return shared;
}

const CHECKSUM = 'x-amz-checksum-sha256';

export function s3BoxObjects(bucket: string): BoxObjects & BoxObjectRemovals {
  return {
    async upload({ object, digest, size, lifetimeSeconds }) {
      const checksum = toBase64(digest);
      const put = new PutObjectCommand({
        Bucket: bucket,
        Key: object,
        ChecksumSHA256: checksum,
        ContentLength: size,
      });
      // As a signed header, not in the query: the store then refuses a request that leaves it out or changes it.
      const url = await getSignedUrl(s3(), put, {
        expiresIn: lifetimeSeconds,
        unhoistableHeaders: new Set([CHECKSUM]),
      });
      return { url, headers: { [CHECKSUM]: checksum } };
    },

    async stored(object) {
      try {
        const found = await s3().send(
          new HeadObjectCommand({ Bucket: bucket, Key: object, ChecksumMode: 'ENABLED' }),
        );
        return { digest: toBase64Url(found.ChecksumSHA256 ?? ''), size: found.ContentLength ?? 0 };
      } catch (error) {
        if (isMissing(error)) return undefined;
        throw error;
      }
    },

    download({ object, name, type, lifetimeSeconds }) {
      const get = new GetObjectCommand({
        Bucket: bucket,
        Key: object,
        ResponseContentType: type,
        ResponseContentDisposition: attachmentNamed(name),
      });
      return getSignedUrl(s3(), get, { expiresIn: lifetimeSeconds });
    },

    async delete(object) {
      await s3().send(new DeleteObjectCommand({ Bucket: bucket, Key: object }));
    },
  };
}

const toBase64 = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('base64');
const toBase64Url = (base64: string): string => Buffer.from(base64, 'base64').toString('base64url');

/** RFC 6266 §4.1, RFC 8187 §3.2: a plain name for old readers, the whole one in UTF-8. */
function attachmentNamed(name: string): string {
  const plain = name.replace(/[^\w .-]/g, '_');
  const whole = encodeURIComponent(name).replace(
    /['()*!]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`;
}

/** Without permission to list, S3 answers 403 for a key that is not there. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : 0;
  return status === 404 || status === 403 || ['NoSuchKey', 'NotFound'].includes(error.name);
}
