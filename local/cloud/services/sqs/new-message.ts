import { createHash } from 'node:crypto';
import { AwsError } from '../../service.ts';
import { type Input, optionalText, text } from '../input.ts';
import type { Queue } from './queue.ts';

/** The body of a message to send, within the queue's limit. */
export function requireBody(queue: Queue, input: Input): string {
  const body = text(input, 'MessageBody');
  if (body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  const size = Buffer.byteLength(body);
  if (size <= queue.maximumBytes) return body;
  throw invalidValue(
    `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumBytes} bytes.`,
  );
}

/** Group and deduplication id of a FIFO message; neither on a standard queue. */
export function fifoFields(
  queue: Queue,
  input: Input,
  body: string,
): { groupId: string | null; deduplicationId: string | null } {
  const groupId = optionalText(input, 'MessageGroupId') ?? null;
  if (!queue.fifo) return { groupId: null, deduplicationId: null };
  if (groupId === null)
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageGroupId.');
  const byContent = queue.contentBasedDeduplication
    ? createHash('sha256').update(body).digest('hex')
    : undefined;
  const deduplicationId = optionalText(input, 'MessageDeduplicationId') ?? byContent;
  if (deduplicationId !== undefined) return { groupId, deduplicationId };
  throw invalidValue(
    'The queue should either have ContentBasedDeduplication enabled or MessageDeduplicationId provided explicitly',
  );
}

/** A parameter outside its limits. */
export function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
