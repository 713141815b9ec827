import { join } from 'node:path';
import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import {
  ANONYMOUS,
  AwsError,
  answer,
  type CallContext,
  type Service,
  type WireAnswer,
  type WireRequest,
} from '../../service.ts';
import { openDeliveries } from '../delivery/deliveries.ts';
import { text } from '../input.ts';
import { writeXml } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import { corsHeaders, preflight } from './cors.ts';
import { postObject } from './form-upload.ts';
import { s3Grants } from './grants.ts';
import { sweepExpired } from './lifecycle.ts';
import { announce } from './notifications.ts';
import { objectOperations, type S3Result } from './object-operations.ts';
import { accessDenied, notImplemented } from './s3-errors.ts';
import { readScope, verifyPresigned } from './signature-v4.ts';
import { openStoredObjects } from './stored-objects.ts';
import { readS3Request, type S3Operation } from './wire-request.ts';

const SWEEP_MILLISECONDS = 3_600_000;

/** S3 over files in `<data>/s3/<bucket>`, for SDK clients and for browsers with presigned requests. */
export function s3(parts: CloudParts): Service {
  const stored = openStoredObjects(parts);
  const operations = objectOperations(parts, stored);
  const deliveries = openDeliveries(parts, join(parts.data, 's3', 'deliveries.sqlite'));
  const alarms = createAlarmClock(parts.clock);
  const stopping = new AbortController();

  async function perform({ name, input }: S3Operation, { caller, request }: CallContext): Promise<S3Result> {
    if (name === 'PostObject') return postObject(parts, stored, requireUploadGrants, input);
    if (caller === ANONYMOUS) throw accessDenied();
    if (request.query.has('X-Amz-Signature')) requirePresigned(request);
    const operation = operations[name];
    if (operation === undefined) throw notImplemented(name);
    return operation(input, caller);
  }

  function requireUploadGrants(caller: string, bucket: Bucket, key: string): void {
    for (const { action, resource } of s3Grants(stored, {
      name: 'PutObject',
      input: { Bucket: bucket.name, Key: key },
    })) {
      parts.authorize(caller, action, resource);
    }
  }

  function requirePresigned(request: WireRequest): void {
    const { accessKeyId } = readScope(request.query.get('X-Amz-Credential') ?? '');
    const signer = parts.credential?.(accessKeyId);
    if (signer === undefined)
      throw accessDenied('The AWS Access Key Id you provided does not exist in our records.');
    verifyPresigned(request, signer.secretAccessKey, parts.clock.now());
  }

  async function completed(operation: S3Operation, context: CallContext): Promise<S3Result> {
    const result = await perform(operation, context);
    const { made } = result;
    if (made === undefined) return result;
    await announce(
      parts,
      deliveries,
      stored.bucket(text(operation.input, 'Bucket')),
      made.record,
      made.reason,
    );
    return result;
  }

  async function overWire(operation: S3Operation, context: CallContext): Promise<WireAnswer> {
    const { request } = context;
    const bucket = findBucket(operation);
    try {
      if (operation.name === 'Preflight')
        return preflight(stored.bucket(text(operation.input, 'Bucket')), request);
      const { wire } = await completed(operation, context);
      return answer({ ...wire, headers: { ...wire.headers, ...corsHeaders(bucket, request) } });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      // Rendered here because a browser may read an error only with the bucket's CORS headers on it.
      return errorAnswer(error, request, corsHeaders(bucket, request));
    }
  }

  function findBucket({ input }: S3Operation): Bucket | undefined {
    return stored.buckets().find(({ name }) => name === input.Bucket);
  }

  async function sweepForever(): Promise<void> {
    for (;;) {
      sweepExpired(stored, parts.clock);
      await alarms.until(parts.clock.now() + SWEEP_MILLISECONDS, stopping.signal);
    }
  }

  return {
    name: 's3',
    operation: readS3Request,
    resources: (operation) => s3Grants(stored, operation).map(({ resource }) => resource),
    grants: (operation) => s3Grants(stored, operation),
    async call(operation, context) {
      const from: S3Operation = operation;
      return from.wire ? overWire(from, context) : (await completed(from, context)).output;
    },
    async start() {
      deliveries.start();
      sweepForever().catch((error: unknown) => {
        if (!stopping.signal.aborted) parts.warn(`The lifecycle of S3 stopped: ${String(error)}`);
      });
    },
    async stop() {
      stopping.abort();
      await deliveries.stop();
    },
  };
}

function errorAnswer(error: AwsError, request: WireRequest, cors: Record<string, string>): WireAnswer {
  const denied = error.code.startsWith('AccessDenied');
  const content = {
    Code: denied ? 'AccessDenied' : error.code,
    Message: error.message,
    Resource: request.path,
  };
  const headers = { 'content-type': 'application/xml', ...cors };
  const body = request.method === 'HEAD' ? '' : writeXml('Error', content);
  return answer({ status: denied ? 403 : error.status, headers, body });
}
