import { randomBytes, randomUUID } from 'node:crypto';
import type { CloudParts } from '../../parts.ts';
import type { Deliveries } from '../delivery/deliveries.ts';
import type { Bucket, Notification } from './buckets.ts';
import type { ObjectRecord } from './objects.ts';
import type { Reason } from './stored-objects.ts';

const EVENT_NAMES: Readonly<Record<Reason, string>> = {
  PutObject: 'ObjectCreated:Put',
  'POST Object': 'ObjectCreated:Post',
  CopyObject: 'ObjectCreated:Copy',
};
const DAY_SECONDS = 86_400;

/** Tells EventBridge and the bucket's targets of a new object, before its writer gets an answer. */
export async function announce(
  parts: CloudParts,
  deliveries: Deliveries,
  bucket: Bucket,
  record: ObjectRecord,
  reason: Reason,
): Promise<void> {
  if (bucket.eventBridge)
    await parts.call('events', 'PutEvents', { Entries: [busEntry(parts, bucket, record, reason)] });
  const name = EVENT_NAMES[reason];
  for (const notification of bucket.notifications.filter((each) => isFor(each, name, record.key))) {
    deliveries.add({
      target: { arn: notification.targetArn },
      payload: JSON.stringify({ Records: [notificationRecord(parts, bucket, record, name)] }),
      principal: 's3.amazonaws.com',
      maximumRetryAttempts: 20,
      maximumAgeSeconds: DAY_SECONDS,
    });
  }
}

function isFor({ events, prefix, suffix }: Notification, name: string, key: string): boolean {
  const named = events.some((event) => {
    const pattern = event.replace(/^s3:/, '');
    return pattern === name || (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1)));
  });
  return named && key.startsWith(prefix) && key.endsWith(suffix);
}

/** "Object Created" as S3 sends it to EventBridge. */
function busEntry(
  parts: CloudParts,
  bucket: Bucket,
  record: ObjectRecord,
  reason: Reason,
): Record<string, unknown> {
  const detail = {
    version: '0',
    bucket: { name: bucket.name },
    object: {
      key: record.key,
      size: record.size,
      etag: record.etag.replaceAll('"', ''),
      sequencer: sequencer(),
    },
    'request-id': randomUUID(),
    requester: parts.account,
    'source-ip-address': '127.0.0.1',
    reason,
  };
  return {
    Source: 'aws.s3',
    DetailType: 'Object Created',
    Resources: [bucket.arn],
    Detail: JSON.stringify(detail),
  };
}

function notificationRecord(parts: CloudParts, bucket: Bucket, record: ObjectRecord, eventName: string) {
  const { key, size, etag } = record;
  const encoded = encodeURIComponent(key).replaceAll('%2F', '/').replaceAll('%20', '+');
  return {
    eventVersion: '2.1',
    eventSource: 'aws:s3',
    awsRegion: parts.region,
    eventTime: new Date(record.lastModified).toISOString(),
    eventName,
    s3: {
      s3SchemaVersion: '1.0',
      bucket: { name: bucket.name, arn: bucket.arn },
      object: { key: encoded, size, eTag: etag.replaceAll('"', ''), sequencer: sequencer() },
    },
  };
}

function sequencer(): string {
  return randomBytes(8).toString('hex').toUpperCase();
}
