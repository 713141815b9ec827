import { createHash } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import type { CloudParts } from '../../parts.ts';
import { matchesFilters } from './filter.ts';
import { failedIdentifiers, type Mapping } from './mapping.ts';

interface Message {
  readonly MessageId: string;
  readonly ReceiptHandle: string;
  readonly Body: string;
  readonly MD5OfBody?: string;
  readonly Attributes?: Readonly<Record<string, string>>;
  readonly MessageAttributes?: Readonly<Record<string, Attribute>>;
}
interface Attribute {
  readonly DataType: string;
  readonly StringValue?: string;
  readonly BinaryValue?: string;
}

const LONG_POLL_SECONDS = 20;
const TROUBLE_PAUSE_MILLISECONDS = 5000;

/**
 * Consumes a queue for a function, in the name of the function's role: receive, invoke, delete what succeeded. What failed
 * becomes visible again by itself and ends in the dead-letter queue by the queue's own redrive policy.
 */
export async function consumeQueue(mapping: Mapping, parts: CloudParts, signal: AbortSignal): Promise<void> {
  const queue = parts.template.find('AWS::SQS::Queue', mapping.sourceArn);
  if (queue === undefined) return parts.warn(`The queue ${mapping.sourceArn} is not in the template.`);
  while (!signal.aborted) {
    try {
      await consumeOnce(mapping, queue.physicalId, parts, signal);
    } catch (error) {
      if (signal.aborted) return;
      parts.warn(
        `${queue.name} → ${mapping.consumer.name}: ${error instanceof Error ? error.message : error}`,
      );
      await pause(TROUBLE_PAUSE_MILLISECONDS, undefined, { signal }).catch(() => {});
    }
  }
}

async function consumeOnce(
  mapping: Mapping,
  QueueUrl: string,
  parts: CloudParts,
  signal: AbortSignal,
): Promise<void> {
  const call = (operation: string, input: object) =>
    parts.call('sqs', operation, { QueueUrl, ...input }, mapping.consumer.roleArn);
  const received = (await call('ReceiveMessage', {
    MaxNumberOfMessages: Math.min(mapping.batchSize, 10),
    WaitTimeSeconds: LONG_POLL_SECONDS,
    MessageSystemAttributeNames: ['All'],
    AttributeNames: ['All'],
    MessageAttributeNames: ['All'],
  })) as { Messages?: Message[] };
  const messages = received.Messages ?? [];
  if (messages.length === 0 || signal.aborted) return;
  const wanted = messages.filter((message) => matchesFilters(mapping.filters, filterView(message)));
  const failed = wanted.length === 0 ? new Set<string>() : await deliver(mapping, wanted, parts);
  const Entries = messages
    .filter(({ MessageId }) => !failed.has(MessageId))
    .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
  if (Entries.length > 0) await call('DeleteMessageBatch', { Entries });
}

/** Invokes the function; resolves to the ids of the messages that stay in the queue. */
async function deliver(
  mapping: Mapping,
  messages: readonly Message[],
  parts: CloudParts,
): Promise<Set<string>> {
  const all = () => new Set(messages.map(({ MessageId }) => MessageId));
  const region = mapping.sourceArn.split(':')[3] ?? parts.region;
  const Records = messages.map((message) => toRecord(message, mapping.sourceArn, region));
  const { payload, functionError } = await parts.invoke(mapping.consumer.arn, { Records });
  if (functionError !== undefined) return all();
  if (!mapping.reportsItemFailures) return new Set();
  const failed = failedIdentifiers(payload);
  return failed === undefined ? all() : new Set(failed);
}

function toRecord(message: Message, eventSourceARN: string, awsRegion: string): object {
  const attributes = Object.entries(message.MessageAttributes ?? {}).map(([name, attribute]) => [
    name,
    {
      stringValue: attribute.StringValue,
      binaryValue: attribute.BinaryValue,
      stringListValues: [],
      binaryListValues: [],
      dataType: attribute.DataType,
    },
  ]);
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes ?? {},
    messageAttributes: Object.fromEntries(attributes),
    md5OfBody: message.MD5OfBody ?? createHash('md5').update(message.Body).digest('hex'),
    eventSource: 'aws:sqs',
    eventSourceARN,
    awsRegion,
  };
}

/** Filters see a JSON body as JSON. */
function filterView({ Body, ...message }: Message): unknown {
  try {
    return { ...message, body: JSON.parse(Body) };
  } catch {
    return { ...message, body: Body };
  }
}
