import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Bucket, BucketEncryption, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { pascal } from '../names.ts';
import type { Stage } from '../stages.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';

export interface ExchangeBucketProps {
  readonly stage: Stage;
  readonly name: 'evidence' | 'box';
  /** What lies in it. */
  readonly content: string;
  readonly accessLogs: IBucket;
  /** The only web page that may send to it and show from it. */
  readonly issuer: string;
  /** Objects go after so many days; unset: they stay until somebody deletes them. */
  readonly expireDays?: number;
}

/** A bucket that pages send to and show from by presigned requests: under a key of its own, reachable from our pages only. */
export function exchangeBucket(scope: Construct, props: ExchangeBucketProps): Bucket {
  const { stage, name, content, accessLogs, issuer, expireDays } = props;
  const encryptionKey = new Key(scope, `${pascal(name)}Key`, {
    alias: `guichet/${stage.name}/${name}`,
    description: `Guichet ${stage.name}: ${content} at rest`,
    enableKeyRotation: true,
    removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const bucket = new PrivateBucket(scope, pascal(name), {
    stage,
    part: name,
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    ...(expireDays !== undefined && { expireDays }),
    cors: [
      {
        allowedOrigins: [issuer],
        allowedMethods: [HttpMethods.POST, HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD],
        allowedHeaders: ['*'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    ],
    ...accessLogged(scope, accessLogs, name),
  });
  bucket.addToResourcePolicy(shortPresignedRequests(bucket));
  return bucket;
}

/** A presigned URL opens an object for minutes; one that was made for longer is refused. */
function shortPresignedRequests(bucket: Bucket): PolicyStatement {
  return new PolicyStatement({
    sid: 'ShortPresignedRequests',
    effect: Effect.DENY,
    principals: [new AnyPrincipal()],
    actions: ['s3:GetObject', 's3:PutObject'],
    resources: [bucket.arnForObjects('*')],
    conditions: { NumericGreaterThan: { 's3:signatureAge': Duration.minutes(15).toMilliseconds() } },
  });
}
