import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { type Bucket, BucketEncryption, HttpMethods, type IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { accessLogged, PrivateBucket } from './private-bucket.ts';

export interface EvidenceBucketProps {
  readonly stage: Stage;
  readonly accessLogs: IBucket;
  /** The only web page that may send and show evidence. */
  readonly issuer: string;
}

/** Pictures and videos of enrolments: under a key of their own, gone after the retention, reachable from our pages only. */
export function evidenceBucket(scope: Construct, { stage, accessLogs, issuer }: EvidenceBucketProps): Bucket {
  const encryptionKey = new Key(scope, 'EvidenceKey', {
    alias: `guichet/${stage.name}/evidence`,
    description: `Guichet ${stage.name}: pictures and videos of enrolments at rest`,
    enableKeyRotation: true,
    removalPolicy: stage.protect ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  });
  const bucket = new PrivateBucket(scope, 'Evidence', {
    stage,
    part: 'evidence',
    encryption: BucketEncryption.KMS,
    encryptionKey,
    bucketKeyEnabled: true,
    expireDays: stage.retention.evidenceDays,
    cors: [
      {
        allowedOrigins: [issuer],
        allowedMethods: [HttpMethods.POST, HttpMethods.PUT, HttpMethods.GET, HttpMethods.HEAD],
        allowedHeaders: ['*'],
        maxAge: Duration.hours(1).toSeconds(),
      },
    ],
    ...accessLogged(scope, accessLogs, 'evidence'),
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
