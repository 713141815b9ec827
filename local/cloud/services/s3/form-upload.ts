import type { CloudParts } from '../../parts.ts';
import { AwsError, answer } from '../../service.ts';
import { type Input, text } from '../input.ts';
import { writeXml } from '../xml.ts';
import type { Bucket } from './buckets.ts';
import { parseForm } from './multipart-form.ts';
import type { S3Result } from './object-operations.ts';
import { signerOf, verifyForm } from './post-policy.ts';
import type { StoredObjects } from './stored-objects.ts';

const OBJECT_FIELDS: Readonly<Record<string, string>> = {
  'content-type': 'ContentType',
  'cache-control': 'CacheControl',
  'content-disposition': 'ContentDisposition',
  'content-encoding': 'ContentEncoding',
  'x-amz-tagging': 'Tagging',
};
const META = 'x-amz-meta-';

/** A browser's POST upload: the signed policy decides, then the signer's own grants. */
export function postObject(
  parts: CloudParts,
  stored: StoredObjects,
  requireGrants: (caller: string, bucket: Bucket, key: string) => void,
  input: Input,
): S3Result {
  const bucket = stored.bucket(text(input, 'Bucket'));
  const form = parseForm(text(input, 'FormType'), input.Body as Buffer);
  const signer = parts.credential?.(signerOf(form).accessKeyId);
  if (signer === undefined) {
    const message = 'The AWS Access Key Id you provided does not exist in our records.';
    throw new AwsError('InvalidAccessKeyId', message, 403);
  }
  verifyForm(form, bucket.name, signer.secretAccessKey, parts.clock.now());
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the variable is S3's, not ours
  const key = (form.fields.get('key') ?? '').replaceAll('${filename}', form.fileName);
  requireGrants(signer.caller, bucket, key);
  const record = stored.put(bucket, { ...fieldInput(form.fields), Key: key }, form.file);
  const location = `${parts.gatewayUrl()}/${bucket.name}/${encodeURIComponent(key)}`;
  const status = Number(form.fields.get('success_action_status') ?? 204);
  const headers = { etag: record.etag, location };
  const made = { record, reason: 'POST Object' as const };
  const output = { ETag: record.etag };
  if (status !== 201) return { output, made, wire: answer({ status: status === 200 ? 200 : 204, headers }) };
  const body = writeXml('PostResponse', {
    Location: location,
    Bucket: bucket.name,
    Key: key,
    ETag: record.etag,
  });
  return {
    output,
    made,
    wire: answer({ status: 201, headers: { ...headers, 'content-type': 'application/xml' }, body }),
  };
}

function fieldInput(fields: ReadonlyMap<string, string>): Input {
  const input: Record<string, unknown> = {};
  for (const [field, name] of Object.entries(OBJECT_FIELDS)) input[name] = fields.get(field);
  const all = [...fields];
  input.Digests = Object.fromEntries(all.filter(([name]) => name.startsWith('x-amz-checksum-')));
  const metadata = all.filter(([name]) => name.startsWith(META));
  input.Metadata = Object.fromEntries(metadata.map(([name, value]) => [name.slice(META.length), value]));
  return input;
}
