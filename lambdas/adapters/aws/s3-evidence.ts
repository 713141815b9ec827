import { CopyObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type {
  EvidenceReader,
  EvidenceUploads,
  EvidenceViews,
  EvidenceWriter,
} from '../../domain/evidence/evidence.ts';

let shared: S3Client | undefined;

function s3(): S3Client {
  shared ??= new S3Client({ maxAttempts: 4 });
  return shared;
}

/** Presigned POST whose policy fixes key, type and largest size; S3 refuses anything else, and an empty file. */
export function s3EvidenceUploads(bucket: string): EvidenceUploads {
  return {
    async form({ key, contentType, maximumBytes, lifetimeSeconds }) {
      const { url, fields } = await createPresignedPost(s3(), {
        Bucket: bucket,
        Key: key,
        Expires: lifetimeSeconds,
        Fields: { 'Content-Type': contentType },
        Conditions: [
          ['eq', '$Content-Type', contentType],
          ['content-length-range', 1, maximumBytes],
        ],
      });
      return { url, fields };
    },
  };
}

export function s3EvidenceReader(bucket: string): EvidenceReader {
  const get = async (key: string, range?: string) => {
    try {
      return await s3().send(new GetObjectCommand({ Bucket: bucket, Key: key, Range: range }));
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  };
  return {
    async read(key) {
      const found = await get(key);
      return found?.Body?.transformToByteArray();
    },
    async begin(key, bytes) {
      const found = await get(key, `bytes=0-${bytes - 1}`);
      const head = await found?.Body?.transformToByteArray();
      if (found === undefined || head === undefined) return undefined;
      const size = Number(found.ContentRange?.split('/')[1] ?? found.ContentLength ?? head.length);
      return { head, size };
    },
  };
}

export function s3EvidenceWriter(bucket: string): EvidenceWriter {
  return {
    async keep(key, bytes, contentType) {
      await s3().send(
        new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes, ContentType: contentType }),
      );
    },
    async copy(from, to) {
      try {
        await s3().send(
          new CopyObjectCommand({ Bucket: bucket, Key: to, CopySource: `${bucket}/${encodeURI(from)}` }),
        );
        return true;
      } catch (error) {
        if (isMissing(error)) return false;
        throw error;
      }
    },
  };
}

export function s3EvidenceViews(bucket: string): EvidenceViews {
  return {
    url: (key, lifetimeSeconds) =>
      getSignedUrl(s3(), new GetObjectCommand({ Bucket: bucket, Key: key }), { expiresIn: lifetimeSeconds }),
  };
}

/** Without permission to list, S3 answers AccessDenied for a key that is not there: both mean "nothing arrived". */
function isMissing(error: unknown): boolean {
  return error instanceof Error && ['NoSuchKey', 'NotFound', 'AccessDenied'].includes(error.name);
}
