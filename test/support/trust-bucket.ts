import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { s3 } from '../../local/cloud/services/s3/s3.ts';
import { ACCESS_KEY, openSmallCloud } from '../local/cloud/small-cloud.ts';

export interface TrustBucket {
  readonly bucket: string;
  /** How often each S3 operation was called. */
  readonly calls: () => number;
  put(key: string, bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** The bucket `trust` on the laptop's object store, with its conditional writes; sets the SDK's environment. */
export async function openTrustBucket(): Promise<TrustBucket> {
  const bucket = 'trust';
  const cloud = await openSmallCloud({
    services: [s3],
    resources: { Trust: { Type: 'AWS::S3::Bucket', Properties: { BucketName: bucket } } },
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_S3: cloud.url,
    AWS_REGION: 'eu-west-3',
    AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
    TRUST_BUCKET: bucket,
  });
  const client = new S3Client({});
  return {
    bucket,
    calls: () => cloud.calls.length,
    put: async (Key, Body) => void (await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body }))),
    close: () => cloud.close(),
  };
}
