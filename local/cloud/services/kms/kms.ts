import type { CloudParts } from '../../parts.ts';
import { AwsError, type Operation, type Service } from '../../service.ts';
import { blob, type Input, optionalText } from '../input.ts';
import { cryptography } from './cryptography.ts';
import { dataKeys } from './data-keys.ts';
import { keyIdOf } from './encryption.ts';
import { keyManagement } from './key-management.ts';
import { type Keys, openKeys } from './keys.ts';
import type { KmsOperation } from './operation.ts';

/** KMS over the keys of the template; material in `<data>/kms-keys.json`. */
export function kms(parts: CloudParts): Service {
  const keys = openKeys(parts);
  const operations: Readonly<Record<string, KmsOperation>> = {
    ...cryptography(keys),
    ...dataKeys(keys),
    ...keyManagement(keys, parts),
  };
  return {
    name: 'kms',
    resources: (operation) => [touched(keys, operation)],
    grants: (operation) => grants(keys, operation, parts),
    tags: (resource) => keys.tags(resource),
    async call({ name, input }, { caller }) {
      const perform = operations[name];
      if (perform === undefined)
        throw new AwsError('UnknownOperationException', `The laptop cloud's KMS has no ${name}.`, 501);
      const output = await perform(input);
      if (TOLD.has(name)) await tellTrail(parts, name, caller, input);
      return output;
    },
    async start() {
      // Making an RSA key takes a second: do it before the first request waits for it.
      for (const arn of keys.arns()) await keys.find(arn).catch((error: Error) => parts.warn(error.message));
    },
  };
}

/** Changes of keys that CloudTrail tells EventBridge of, as alarms on tampering expect. */
const TOLD = new Set(['CreateKey', 'EnableKey', 'DisableKey', 'ScheduleKeyDeletion', 'CancelKeyDeletion']);

async function tellTrail(parts: CloudParts, eventName: string, caller: string, input: Input): Promise<void> {
  const type = caller.endsWith(':root') ? 'Root' : 'AssumedRole';
  const detail = {
    eventSource: 'kms.amazonaws.com',
    eventName,
    awsRegion: parts.region,
    userIdentity: { type, arn: caller, accountId: parts.account },
    requestParameters: { keyId: optionalText(input, 'KeyId') },
  };
  const entry = {
    Source: 'aws.kms',
    DetailType: 'AWS API Call via CloudTrail',
    Detail: JSON.stringify(detail),
  };
  await parts.call('events', 'PutEvents', { Entries: [entry] });
}

const WITHOUT_KEY = new Set(['ListKeys', 'ListAliases', 'GenerateRandom', 'CreateKey']);

/** ReEncrypt is two permissions on two keys, making a key with tags is two as well; everything else is one on the key it names. */
function grants(
  keys: Keys,
  operation: Operation,
  { region, account }: CloudParts,
): { action: string; resource: string }[] {
  const { name, input } = operation;
  if (name === 'CreateKey' && input.Tags !== undefined)
    return [
      { action: 'kms:CreateKey', resource: '*' },
      { action: 'kms:TagResource', resource: `arn:aws:kms:${region}:${account}:key/*` },
    ];
  if (name !== 'ReEncrypt') return [{ action: `kms:${name}`, resource: touched(keys, operation) }];
  const destination = resolved(keys, optionalText(input, 'DestinationKeyId'));
  return [
    { action: 'kms:ReEncryptFrom', resource: touched(keys, operation) },
    { action: 'kms:ReEncryptTo', resource: destination },
  ];
}

function touched(keys: Keys, { name, input }: Operation): string {
  if (WITHOUT_KEY.has(name)) return '*';
  const named =
    optionalText(input, 'KeyId') ?? optionalText(input, 'SourceKeyId') ?? optionalText(input, 'TargetKeyId');
  if (named !== undefined || input.CiphertextBlob === undefined) return resolved(keys, named);
  return resolved(keys, keyIdOf(blob(input, 'CiphertextBlob')));
}

function resolved(keys: Keys, reference: string | undefined): string {
  return (reference === undefined ? undefined : keys.arnOf(reference)) ?? reference ?? '*';
}
