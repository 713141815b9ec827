import { AwsError, isWireAnswer } from '../../cloud/service.ts';

/** How both services are given a picture on the wire: base64 `Bytes`, or an object in a bucket. */
export interface PictureSource {
  readonly Bytes?: unknown;
  readonly S3Object?: unknown;
}

/** What reading an object needs of the laptop cloud. */
export interface ObjectReader {
  call(service: string, operation: string, input: Readonly<Record<string, unknown>>): Promise<unknown>;
  /** Throws when the caller's role may not do this; both services read S3 in the caller's name. */
  authorize(roleArn: string, action: string, resource: string): void;
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  return typeof value === 'string' ? Buffer.from(value, 'base64') : undefined;
}

/** The body of a GetObject answer, whether a wire answer or a plain output. */
function bodyOf(answer: unknown): Uint8Array | undefined {
  if (!isRecord(answer)) return undefined;
  const body = isWireAnswer(answer) ? answer['body'] : answer['Body'];
  if (typeof body === 'string') return Buffer.from(body, isWireAnswer(answer) ? 'utf8' : 'base64');
  return body instanceof Uint8Array ? body : undefined;
}

const UNREADABLE =
  'Unable to get object metadata from S3. Check object key, region and/or access permissions.';

async function readObject(
  object: Record<string, unknown>,
  cloud: ObjectReader,
  caller: string,
): Promise<Uint8Array> {
  // Textract and Rekognition name the key “Name”.
  const { Bucket: bucket, Name: key, Version: version } = object;
  if (typeof bucket !== 'string' || typeof key !== 'string')
    throw new AwsError('InvalidS3ObjectException', UNREADABLE);
  try {
    if (caller.includes(':role/')) cloud.authorize(caller, 's3:GetObject', `arn:aws:s3:::${bucket}/${key}`);
    const input = {
      Bucket: bucket,
      Key: key,
      ...(typeof version === 'string' ? { VersionId: version } : {}),
    };
    const body = bodyOf(await cloud.call('s3', 'GetObject', input));
    if (body) return body;
  } catch {
    // The service hides why: absent, forbidden and undecryptable objects look the same to its caller.
  }
  throw new AwsError('InvalidS3ObjectException', UNREADABLE);
}

/** A picture as bytes, and whether it came from a bucket (larger ones are accepted there). */
export interface SourcedPicture {
  readonly bytes: Uint8Array;
  readonly fromBucket: boolean;
}

/**
 * Resolves `Bytes` or `S3Object`. Throws AwsError InvalidParameterException (neither, or both) and
 * InvalidS3ObjectException (absent, or the caller may not read it).
 */
export async function resolvePicture(
  source: unknown,
  cloud: ObjectReader,
  caller: string,
): Promise<SourcedPicture> {
  const given: PictureSource = isRecord(source) ? source : {};
  const bytes = given.Bytes === undefined ? undefined : bytesOf(given.Bytes);
  if (bytes && given.S3Object === undefined) return { bytes, fromBucket: false };
  if (!bytes && isRecord(given.S3Object)) {
    return { bytes: await readObject(given.S3Object, cloud, caller), fromBucket: true };
  }
  throw new AwsError(
    'InvalidParameterException',
    'Request has invalid parameters: give either Bytes or S3Object.',
  );
}
