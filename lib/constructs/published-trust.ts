import { Bucket, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { StageStack } from '../stacks/stage-stack.ts';
import { bucketName } from './private-bucket.ts';

/** What the certification authority publishes, for a stack above the edge stack that holds it: by its name, known before. */
export function publishedTrust(stack: StageStack): IBucket {
  return Bucket.fromBucketName(stack, 'PublishedTrust', bucketName(stack.stage, 'trust'));
}
