import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import type { PublishedObjects } from '../../domain/publication/published-objects.ts';

/** JSON documents of the bucket `published`, which CloudFront serves under the same paths; the ETag is the version. */
export function s3PublishedObjects(bucket: string): PublishedObjects {
  const client = new S3Client({ maxAttempts: 4 });
  return {
    async load(path) {
      try {
        const {
          Body,
          CacheControl,
          ContentType = '',
          ETag,
        } = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(path) }));
        const text = await Body?.transformToString();
        if (text === undefined || ETag === undefined) return undefined;
        const cacheSeconds = Number(/max-age=(\d+)/.exec(CacheControl ?? '')?.[1]);
        return { text, contentType: ContentType, cacheSeconds, version: ETag };
      } catch (error) {
        if (isNamed(error, MISSING)) return undefined;
        throw error;
      }
    },

    async replace(path, { text, contentType, cacheSeconds }, version) {
      try {
        await client.send(
          new PutObjectCommand({
            Bucket: bucket,
            Key: keyOf(path),
            Body: text,
            ContentType: contentType,
            CacheControl: `public, max-age=${cacheSeconds}`,
            ...(version === undefined ? { IfNoneMatch: '*' } : { IfMatch: version }),
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

const keyOf = (path: string): string => path.slice(1);

const MISSING = ['NoSuchKey', 'NotFound'];
/** 412, 409 when two conditional writes meet, 404 when the replaced object is gone. */
const OVERTAKEN = ['PreconditionFailed', 'ConditionalRequestConflict', 'NoSuchKey'];

const isNamed = (error: unknown, names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);
