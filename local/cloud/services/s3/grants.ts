import type { Operation } from '../../service.ts';
import type { Input } from '../input.ts';
import type { Bucket } from './buckets.ts';
import { copySource, keysOf } from './object-operations.ts';
import type { StoredObjects } from './stored-objects.ts';

export interface Grant {
  readonly action: string;
  readonly resource: string;
}

/** Operations whose IAM action is not their own name. */
const ACTIONS: Readonly<Record<string, string>> = {
  HeadObject: 's3:GetObject',
  ListObjectsV2: 's3:ListBucket',
  HeadBucket: 's3:ListBucket',
};

/** Every permission an operation needs, with those on the bucket's KMS key (Service Authorization Reference, S3). */
export function s3Grants(stored: StoredObjects, { name, input }: Operation): Grant[] {
  const bucketName = String(input.Bucket ?? '');
  const bucket = stored.buckets().find((each) => each.name === bucketName);
  const arn = bucket?.arn ?? `arn:aws:s3:::${bucketName}`;
  const object = `${arn}/${String(input.Key ?? '')}`;
  switch (name) {
    case 'Preflight':
    case 'PostObject':
      return [];
    case 'GetObject':
      return [{ action: 's3:GetObject', resource: object }, ...keyGrant(bucket, 'kms:Decrypt')];
    case 'PutObject':
      return [...writeGrants(object, input), ...keyGrant(bucket, 'kms:GenerateDataKey')];
    case 'CopyObject':
      return [
        ...s3Grants(stored, { name: 'GetObject', input: sourceInput(input) }),
        ...s3Grants(stored, { name: 'PutObject', input }),
      ];
    case 'DeleteObjects':
      return keysOf(input).map((key) => ({ action: 's3:DeleteObject', resource: `${arn}/${key}` }));
    case 'ListObjectsV2':
    case 'HeadBucket':
      return [{ action: 's3:ListBucket', resource: arn }];
    default:
      return [{ action: ACTIONS[name] ?? `s3:${name}`, resource: object }];
  }
}

function sourceInput(input: Input): Input {
  const { bucket, key } = copySource(input);
  return { Bucket: bucket, Key: key };
}

function writeGrants(resource: string, input: Input): Grant[] {
  return [
    { action: 's3:PutObject', resource },
    // Who writes on a condition about what is there must be allowed to know it.
    ...(input.IfMatch === undefined ? [] : [{ action: 's3:GetObject', resource }]),
    ...(input.Tagging === undefined ? [] : [{ action: 's3:PutObjectTagging', resource }]),
    ...(input.ObjectLockMode === undefined ? [] : [{ action: 's3:PutObjectRetention', resource }]),
  ];
}

function keyGrant(bucket: Bucket | undefined, action: string): Grant[] {
  return bucket?.kmsKeyArn === undefined ? [] : [{ action, resource: bucket.kmsKeyArn }];
}
