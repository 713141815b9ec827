import type { CloudParts } from '../../parts.ts';
import { AwsError } from '../../service.ts';
import type { Resource } from '../../template/resource.ts';

/** A queue of the template; durations in seconds. */
export interface Queue {
  readonly name: string;
  readonly arn: string;
  readonly url: string;
  readonly fifo: boolean;
  readonly contentBasedDeduplication: boolean;
  readonly visibilitySeconds: number;
  readonly delaySeconds: number;
  readonly retentionSeconds: number;
  readonly waitSeconds: number;
  readonly maximumBytes: number;
  readonly redrive: { readonly deadLetterArn: string; readonly maxReceiveCount: number } | undefined;
  readonly kmsKeyArn: string | undefined;
}

const QUEUE = 'AWS::SQS::Queue';

/** Every queue of the template. */
export function allQueues(parts: CloudParts): Queue[] {
  return parts.template.resources(QUEUE).map((resource) => readQueue(parts, resource));
}

/** By URL (whatever its host and port), ARN or name. */
export function findQueue(parts: CloudParts, reference: string): Queue | undefined {
  const name = reference.replace(/^.*[/:]/, '');
  const resource = parts.template.resources(QUEUE).find((each) => each.name === name);
  return resource === undefined ? undefined : readQueue(parts, resource);
}

export function loadQueue(parts: CloudParts, reference: string): Queue {
  const queue = findQueue(parts, reference);
  if (queue !== undefined) return queue;
  throw new AwsError('QueueDoesNotExist', 'The specified queue does not exist.');
}

function readQueue(parts: CloudParts, { name, arn, physicalId, properties }: Resource): Queue {
  const number = (property: string, byDefault: number) => Number(properties[property] ?? byDefault);
  const redrive = properties.RedrivePolicy as
    | { deadLetterTargetArn?: string; maxReceiveCount?: number }
    | undefined;
  const key = properties.KmsMasterKeyId;
  return {
    name,
    arn,
    url: physicalId,
    fifo: name.endsWith('.fifo'),
    contentBasedDeduplication: properties.ContentBasedDeduplication === true,
    visibilitySeconds: number('VisibilityTimeout', 30),
    delaySeconds: number('DelaySeconds', 0),
    retentionSeconds: number('MessageRetentionPeriod', 345_600),
    waitSeconds: number('ReceiveMessageWaitTimeSeconds', 0),
    maximumBytes: number('MaximumMessageSize', 1_048_576),
    redrive: readRedrive(redrive),
    kmsKeyArn: typeof key === 'string' ? parts.template.find('AWS::KMS::Key', key)?.arn : undefined,
  };
}

function readRedrive(
  policy: { deadLetterTargetArn?: string; maxReceiveCount?: number } | undefined,
): Queue['redrive'] {
  if (policy?.deadLetterTargetArn === undefined) return undefined;
  return { deadLetterArn: policy.deadLetterTargetArn, maxReceiveCount: Number(policy.maxReceiveCount) };
}
