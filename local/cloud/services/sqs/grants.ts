import type { CloudParts } from '../../parts.ts';
import type { Operation } from '../../service.ts';
import { type Input, optionalText } from '../input.ts';
import { findQueue } from './queue.ts';

/** ARN of the queue an input names, whether it exists or not. */
export function arnOf(parts: CloudParts, input: Input): string {
  const reference = optionalText(input, 'QueueUrl') ?? optionalText(input, 'QueueName');
  if (reference === undefined) return '*';
  const name = reference.replace(/^.*[/:]/, '');
  return findQueue(parts, reference)?.arn ?? `arn:aws:sqs:${parts.region}:${parts.account}:${name}`;
}

/** A batch needs the right of its single call; an encrypted queue those on its key too. */
export function sqsGrants(
  parts: CloudParts,
  { name, input }: Operation,
): { action: string; resource: string }[] {
  const resource = arnOf(parts, input);
  const own = { action: `sqs:${name.replace(/Batch$/, '')}`, resource };
  const key = resource === '*' ? undefined : findQueue(parts, resource)?.kmsKeyArn;
  if (key === undefined) return [own];
  const decrypt = { action: 'kms:Decrypt', resource: key };
  if (name === 'ReceiveMessage') return [own, decrypt];
  return name.startsWith('SendMessage')
    ? [own, { action: 'kms:GenerateDataKey', resource: key }, decrypt]
    : [own];
}
