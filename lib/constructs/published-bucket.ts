import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import { pascal } from '../names.ts';
import type { StageStack } from '../stacks/stage-stack.ts';
import { bucketName } from './private-bucket.ts';

/**
 * A bucket whose objects CloudFront serves, for a stack above the edge stack that holds it: by its name, known before.
 * `trust`: what the certification authority publishes; `published`: discovery and JWKS.
 */
export function publishedBucket(stack: StageStack, part: 'trust' | 'published'): IBucket {
  return Bucket.fromBucketName(stack, `Published${pascal(part)}`, bucketName(stack.stage, part));
}
