import { AwsError } from '../../service.ts';
import type { Form } from './multipart-form.ts';
import { accessDenied, invalidArgument } from './s3-errors.ts';
import { type CredentialScope, readScope, requireSignature, sign } from './signature-v4.ts';

/** Fields a policy need not mention ("Creating a POST policy"). */
const EXEMPT = new Set(['x-amz-signature', 'file', 'policy']);

interface Policy {
  readonly expiration: string;
  readonly conditions: readonly unknown[];
}

/** Who signed a form; `InvalidArgument` when a field is missing. */
export function signerOf({ fields }: Form): CredentialScope {
  for (const name of [
    'policy',
    'x-amz-credential',
    'x-amz-signature',
    'x-amz-algorithm',
    'x-amz-date',
    'key',
  ]) {
    if (!fields.has(name)) throw invalidArgument(`Bucket POST must contain a field named '${name}'.`);
  }
  return readScope(fields.get('x-amz-credential') ?? '');
}

/**
 * Verifies a form against its signed policy: signature, expiration, every condition, and no field left unmentioned.
 *
 * @param now ms since the epoch, by the cloud's clock
 */
export function verifyForm(form: Form, bucket: string, secret: string, now: number): void {
  const { fields } = form;
  const encoded = fields.get('policy') ?? '';
  requireSignature(sign(secret, signerOf(form), encoded), fields.get('x-amz-signature') ?? '');
  const policy = readPolicy(encoded);
  if (now > Date.parse(policy.expiration)) throw refused('Policy expired.');
  const values = new Map([...fields, ['bucket', bucket]]);
  const mentioned = new Set<string>();
  for (const condition of policy.conditions) {
    const field = requireCondition(condition, values, form.file.length);
    if (field !== undefined) mentioned.add(field);
  }
  const extra = [...fields.keys()].find(
    (name) => !mentioned.has(name) && !EXEMPT.has(name) && !name.startsWith('x-ignore-'),
  );
  if (extra !== undefined) throw refused(`Extra input fields: ${extra}`);
}

function readPolicy(encoded: string): Policy {
  try {
    const policy = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as Partial<Policy>;
    const { expiration, conditions } = policy;
    if (
      typeof expiration === 'string' &&
      Number.isFinite(Date.parse(expiration)) &&
      Array.isArray(conditions)
    ) {
      return { expiration, conditions };
    }
  } catch {
    // Falls through to the same refusal.
  }
  throw new AwsError(
    'InvalidPolicyDocument',
    'The content of the form does not meet the conditions specified in the policy document.',
    400,
  );
}

/** Requires one condition; answers the field it speaks of. */
function requireCondition(
  condition: unknown,
  values: ReadonlyMap<string, string>,
  size: number,
): string | undefined {
  if (!Array.isArray(condition)) {
    const [[name, expected] = []] = Object.entries(condition as Record<string, unknown>);
    return requireField('eq', String(name), String(expected), values);
  }
  const [operator, name, expected] = condition as [unknown, unknown, unknown];
  const kind = String(operator).toLowerCase();
  if (kind === 'content-length-range') return requireLength(Number(name), Number(expected), size);
  if (kind !== 'eq' && kind !== 'starts-with') throw refused(`Unknown condition ${kind}.`);
  return requireField(kind, String(name).replace(/^\$/, ''), String(expected), values);
}

function requireField(
  kind: 'eq' | 'starts-with',
  name: string,
  expected: string,
  values: ReadonlyMap<string, string>,
): string {
  const field = name.toLowerCase();
  const value = values.get(field);
  const holds =
    value !== undefined && (kind === 'eq' ? value === expected : startsWith(field, value, expected));
  if (holds) return field;
  throw refused(`Policy Condition failed: ["${kind}", "$${name}", "${expected}"]`);
}

/** A content type may be a list; then each of it must match. */
function startsWith(field: string, value: string, prefix: string): boolean {
  const all = field === 'content-type' ? value.split(',').map((part) => part.trim()) : [value];
  return all.every((part) => part.startsWith(prefix));
}

function requireLength(least: number, most: number, size: number): undefined {
  if (size > most) {
    throw new AwsError(
      'EntityTooLarge',
      `Your proposed upload (${size} bytes) exceeds the maximum allowed size of ${most}.`,
      400,
    );
  }
  if (size < least) {
    throw new AwsError(
      'EntityTooSmall',
      `Your proposed upload (${size} bytes) is smaller than the minimum allowed size of ${least}.`,
      400,
    );
  }
  return undefined;
}

function refused(reason: string): AwsError {
  return accessDenied(`Invalid according to Policy: ${reason}`);
}
