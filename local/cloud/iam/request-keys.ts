import type { Operation } from '../service.ts';
import type { RequestKeys } from './condition.ts';

type Input = Readonly<Record<string, unknown>>;
type Reader = (input: Input, operation: string) => Record<string, readonly string[]>;

function texts(input: Input, fields: Readonly<Record<string, string>>): Record<string, readonly string[]> {
  const keys: Record<string, readonly string[]> = {};
  for (const [field, key] of Object.entries(fields))
    if (typeof input[field] === 'string') keys[key] = [input[field]];
  return keys;
}

const READERS: Readonly<Record<string, Reader>> = {
  kms: (input) => {
    const keys = texts(input, {
      SigningAlgorithm: 'kms:signingalgorithm',
      MacAlgorithm: 'kms:macalgorithm',
      MessageType: 'kms:messagetype',
      EncryptionAlgorithm: 'kms:encryptionalgorithm',
      KeySpec: 'kms:keyspec',
      KeyUsage: 'kms:keyusage',
      KeyPairSpec: 'kms:datakeypairspec',
    });
    const context = Object.entries((input.EncryptionContext ?? {}) as Record<string, unknown>);
    for (const [name, value] of context)
      keys[`kms:encryptioncontext:${name.toLowerCase()}`] = [String(value)];
    if (context.length > 0) keys['kms:encryptioncontextkeys'] = context.map(([name]) => name);
    return { ...keys, ...tagKeys('aws:requesttag', tagsIn(input)) };
  },
  dynamodb: (input) => {
    const leading = [input.Key, input.Item].flatMap((item) => firstAttribute(item));
    const none: Record<string, string[]> = {};
    return leading.length > 0 ? { 'dynamodb:leadingkeys': leading } : none;
  },
  ses: (input) => texts(input, { FromEmailAddress: 'ses:fromaddress' }),
  sns: (input) => ({ 'sns:protocol': [input.PhoneNumber === undefined ? 'sqs' : 'sms'] }),
  s3: (input) =>
    texts(input, { Prefix: 's3:prefix', ServerSideEncryption: 's3:x-amz-server-side-encryption' }),
  cloudwatch: (input) => texts(input, { Namespace: 'cloudwatch:namespace' }),
};

interface Tag {
  readonly TagKey: string;
  readonly TagValue: string;
}

/** Tags in the shape of KMS. */
function tagsIn({ Tags }: Input): Record<string, string> {
  return Object.fromEntries(((Tags ?? []) as Tag[]).map(({ TagKey, TagValue }) => [TagKey, TagValue]));
}

/** Condition keys `aws:RequestTag/<name>` and `aws:ResourceTag/<name>`. */
export function tagKeys(
  prefix: 'aws:requesttag' | 'aws:resourcetag',
  tags: Readonly<Record<string, string>> = {},
): Record<string, readonly string[]> {
  const named = Object.entries(tags).map(([name, value]) => [`${prefix}/${name.toLowerCase()}`, [value]]);
  return Object.fromEntries(named);
}

/** Only a key of one attribute says which it is; of two the table would have to be asked. */
function firstAttribute(item: unknown): string[] {
  const values = Object.values((item ?? {}) as Record<string, Record<string, unknown>>);
  const [only] = values;
  return values.length === 1 && only !== undefined ? Object.values(only).map(String) : [];
}

/** Condition keys of a call: the global ones, and those of its service. Loopback stands for TLS. */
export function requestKeys(
  service: string,
  operation: Operation,
  caller: string,
  account: string,
  region: string,
): RequestKeys {
  return {
    'aws:securetransport': ['true'],
    'aws:principalarn': [caller],
    'aws:principalaccount': [account],
    'aws:resourceaccount': [account],
    'aws:requestedregion': [region],
    's3:tlsversion': ['1.3'],
    ...READERS[service]?.(operation.input, operation.name),
  };
}
