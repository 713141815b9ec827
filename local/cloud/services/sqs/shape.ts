import { createHash } from 'node:crypto';
import { type Input, list } from '../input.ts';
import type { Message, Messages } from './messages.ts';
import type { Queue } from './queue.ts';

/** A received message in the shape of the API, with the attributes that were asked for. */
export function received(message: Message, input: Input): Record<string, unknown> {
  const attributes = JSON.parse(message.attributes) as Record<string, unknown>;
  const wanted = list(input, 'MessageAttributeNames').map(String);
  const chosen = Object.entries(attributes).filter(
    ([name]) => wanted.includes('All') || wanted.includes('.*') || wanted.includes(name),
  );
  const system = systemAttributes(message);
  const names = [...list(input, 'MessageSystemAttributeNames'), ...list(input, 'AttributeNames')].map(String);
  const shown = Object.entries(system).filter(([name]) => names.includes('All') || names.includes(name));
  return {
    MessageId: message.messageId,
    ReceiptHandle: Buffer.from(`${message.id}:${message.receipt}`).toString('base64url'),
    MD5OfBody: md5(message.body),
    Body: message.body,
    ...(shown.length > 0 ? { Attributes: Object.fromEntries(shown) } : {}),
    ...(chosen.length > 0 ? { MessageAttributes: Object.fromEntries(chosen) } : {}),
  };
}

function systemAttributes(message: Message): Record<string, string> {
  return {
    SenderId: message.sender,
    SentTimestamp: String(message.sentAt),
    ApproximateReceiveCount: String(message.receives),
    ApproximateFirstReceiveTimestamp: String(message.firstReceivedAt ?? 0),
    ...(message.groupId === null
      ? {}
      : { MessageGroupId: message.groupId, SequenceNumber: sequence(message.id) }),
    ...(message.deduplicationId === null ? {} : { MessageDeduplicationId: message.deduplicationId }),
    ...(message.sourceArn === null ? {} : { DeadLetterQueueSourceArn: message.sourceArn }),
  };
}

/** GetQueueAttributes. */
export function attributesOf(
  queue: Queue,
  messages: Messages,
  now: number,
  input: Input,
): Record<string, string> {
  const { visible, inFlight, delayed } = messages.counts(queue.name, now);
  const all: Record<string, string> = {
    QueueArn: queue.arn,
    ApproximateNumberOfMessages: String(visible),
    ApproximateNumberOfMessagesNotVisible: String(inFlight),
    ApproximateNumberOfMessagesDelayed: String(delayed),
    VisibilityTimeout: String(queue.visibilitySeconds),
    DelaySeconds: String(queue.delaySeconds),
    MessageRetentionPeriod: String(queue.retentionSeconds),
    MaximumMessageSize: String(queue.maximumBytes),
    ReceiveMessageWaitTimeSeconds: String(queue.waitSeconds),
    ...(queue.fifo
      ? { FifoQueue: 'true', ContentBasedDeduplication: String(queue.contentBasedDeduplication) }
      : {}),
    ...(queue.redrive === undefined
      ? {}
      : {
          RedrivePolicy: JSON.stringify({
            deadLetterTargetArn: queue.redrive.deadLetterArn,
            maxReceiveCount: queue.redrive.maxReceiveCount,
          }),
        }),
  };
  const wanted = list(input, 'AttributeNames').map(String);
  return Object.fromEntries(
    Object.entries(all).filter(([name]) => wanted.includes('All') || wanted.includes(name)),
  );
}

/** A FIFO message's sequence number. */
export function sequence(id: number): string {
  return String(id).padStart(20, '0');
}

export function md5(body: string): string {
  return createHash('md5').update(body).digest('hex');
}
