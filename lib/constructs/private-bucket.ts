import { Aws, Duration, RemovalPolicy } from 'aws-cdk-lib';
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type BucketProps,
  type IBucket,
} from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { acknowledge } from '../checks.ts';
import { pascal, prefix } from '../names.ts';
import type { Stage } from '../stages.ts';

/** Bucket names are global, so they carry account and Region; known before the bucket exists, so that no stack waits. */
export function bucketName(stage: Stage, part: string): string {
  return `${prefix(stage, part)}-${stage.account || Aws.ACCOUNT_ID}-${stage.region || Aws.REGION}`;
}

export interface PrivateBucketProps extends BucketProps {
  readonly stage: Stage;
  readonly part: string;
  /** Objects go after so many days; unset: they stay. */
  readonly expireDays?: number;
}

/** A bucket that nobody reaches without a grant or without TLS, encrypted, its half-finished uploads swept. */
export class PrivateBucket extends Bucket {
  constructor(scope: Construct, id: string, { stage, part, expireDays, ...props }: PrivateBucketProps) {
    super(scope, id, {
      bucketName: bucketName(stage, part),
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      lifecycleRules: [
        {
          abortIncompleteMultipartUploadAfter: Duration.days(1),
          ...(expireDays && { expiration: Duration.days(expireDays) }),
        },
      ],
      ...props,
    });
    if (props.serverAccessLogsBucket) acknowledge(this, ACCESS_LOGGED);
  }
}

/** Findings of a bucket whose log bucket is named, not referred to. */
const ACCESS_LOGGED = {
  'Annotation::@aws-cdk/aws-s3:accessLogsPolicyNotAdded':
    'The data stack allows every bucket of this stage to log, by name (lib/stacks/data.ts).',
};

/** Where a bucket's accesses are recorded: by name, so that the log bucket need not know who writes into it. */
export function accessLogged(
  scope: Construct,
  logs: IBucket,
  part: string,
): Pick<BucketProps, 'serverAccessLogsBucket' | 'serverAccessLogsPrefix'> {
  return {
    serverAccessLogsBucket: Bucket.fromBucketName(scope, `${pascal(part)}AccessLogs`, logs.bucketName),
    serverAccessLogsPrefix: `${part}/`,
  };
}
