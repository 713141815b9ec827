import { GetObjectCommand, type GetObjectCommandOutput, S3Client } from '@aws-sdk/client-s3';
import { certificatePath, crlPath } from '../../domain/certificate/partition.ts';
import type { TrustStore } from '../../domain/trust/trust-store.ts';

/** So long a CRL is not even asked about again: an attack of questions becomes one of cheap answers. */
const FRESH_MS = 1000;

interface CachedList {
  readonly bytes: Uint8Array;
  readonly etag: string | undefined;
  readonly readAt: number;
}

/**
 * Bucket `trust`. Certificates never change under their name while a function lives; CRLs are revalidated by their ETag.
 * @param freshMs 0 for who may never be behind what is published
 */
export function s3TrustStore(bucket: string, freshMs = FRESH_MS): TrustStore {
  const certificates = new Map<string, Promise<Uint8Array>>();
  const lists = new Map<string, CachedList>();
  return {
    certificate(name) {
      const known = certificates.get(name) ?? loadCertificate(bucket, certificatePath(name));
      certificates.set(name, known);
      known.catch(() => certificates.delete(name));
      return known;
    },

    async crl(authority, partition) {
      const path = crlPath(authority, partition);
      const cached = lists.get(path);
      if (cached && Date.now() - cached.readAt < freshMs) return cached.bytes;
      const current = await loadList(bucket, path, cached);
      if (current === undefined) lists.delete(path);
      else lists.set(path, current);
      return current?.bytes;
    },
  };
}

async function loadCertificate(bucket: string, path: string): Promise<Uint8Array> {
  const found = await get(bucket, path);
  const bytes = found === 'not-modified' ? undefined : await found?.Body?.transformToByteArray();
  if (bytes === undefined) {
    throw new Error(`${path} is not in the bucket ${bucket}: hold the key ceremony (npm run ceremony).`);
  }
  return bytes;
}

async function loadList(
  bucket: string,
  path: string,
  cached: CachedList | undefined,
): Promise<CachedList | undefined> {
  const found = await get(bucket, path, cached?.etag);
  if (found === 'not-modified') return cached && { ...cached, readAt: Date.now() };
  const bytes = await found?.Body?.transformToByteArray();
  return bytes && { bytes, etag: found?.ETag, readAt: Date.now() };
}

let shared: S3Client | undefined;

async function get(
  bucket: string,
  path: string,
  etag?: string,
): Promise<GetObjectCommandOutput | 'not-modified' | undefined> {
  shared ??= new S3Client({ maxAttempts: 4 });
  try {
    return await shared.send(new GetObjectCommand({ Bucket: bucket, Key: path, IfNoneMatch: etag }));
  } catch (error) {
    if (statusOf(error) === 304) return 'not-modified';
    if (isMissing(error)) return undefined;
    throw error;
  }
}

const statusOf = (error: unknown): number | undefined =>
  (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode;

/** Without permission to list, S3 answers AccessDenied for a key that is not there. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && ['NoSuchKey', 'NotFound', 'AccessDenied'].includes(error.name);
