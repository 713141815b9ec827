import { createHash } from 'node:crypto';
import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type CallContext, type Operation, type Service } from '../../service.ts';
import { type Input, list, optionalText, optionalWhole, structures, text } from '../input.ts';
import { type Message, Messages } from './messages.ts';
import { allQueues, findQueue, loadQueue, type Queue } from './queue.ts';

/** SQS over the queues of the template; messages in `<data>/sqs/messages.sqlite`. */
export function sqs(parts: CloudParts): Service {
  const messages = new Messages(parts.data);
  const { clock } = parts;
  const alarms = createAlarmClock(clock);
  const stopping = new AbortController();
  /** Long polls waiting for a queue, by its name. */
  const waiting = new Map<string, Set<() => void>>();
  const at = (input: Input) => loadQueue(parts, text(input, 'QueueUrl'));

  function send(queue: Queue, input: Input, sender: string) {
    const body = requireBody(queue, input);
    const attributes = JSON.stringify(input.MessageAttributes ?? {});
    const sentAt = clock.now();
    const delay = queue.fifo
      ? queue.delaySeconds
      : (optionalWhole(input, 'DelaySeconds') ?? queue.delaySeconds);
    if (delay < 0 || delay > 900) throw invalidValue('DelaySeconds must be 0 to 900.');
    const order = fifoFields(queue, input, body);
    const added = messages.add({
      queue: queue.name,
      body,
      attributes,
      sender,
      ...order,
      sentAt,
      visibleAt: sentAt + delay * 1000,
    });
    wake(queue.name);
    return {
      MessageId: added.messageId,
      MD5OfMessageBody: md5(body),
      ...(queue.fifo ? { SequenceNumber: sequence(added.id) } : {}),
    };
  }

  function wake(name: string): void {
    for (const resume of waiting.get(name) ?? []) resume();
  }

  async function receive(input: Input) {
    const queue = at(input);
    const limit = optionalWhole(input, 'MaxNumberOfMessages') ?? 1;
    if (limit < 1 || limit > 10) throw invalidValue('MaxNumberOfMessages must be 1 to 10.');
    const visibility = optionalWhole(input, 'VisibilityTimeout') ?? queue.visibilitySeconds;
    const wait = optionalWhole(input, 'WaitTimeSeconds') ?? queue.waitSeconds;
    if (wait < 0 || wait > 20) throw invalidValue('WaitTimeSeconds must be 0 to 20.');
    const deadline = clock.now() + wait * 1000;
    const deadLetterQueue = queue.redrive && findQueue(parts, queue.redrive.deadLetterArn)?.name;
    for (;;) {
      const taken = messages.receive(queue, deadLetterQueue, limit, visibility, clock.now());
      if (taken.length > 0 || clock.now() >= deadline || stopping.signal.aborted) {
        return taken.length === 0 ? {} : { Messages: taken.map((message) => received(message, input)) };
      }
      await sendOrTime(queue.name, Math.min(deadline, messages.nextVisibleAt(queue.name)));
    }
  }

  /** Resolves when something was sent to the queue, at an instant, or when the cloud stops. */
  async function sendOrTime(name: string, instant: number): Promise<void> {
    const over = new AbortController();
    const resumes = waiting.get(name) ?? new Set();
    waiting.set(name, resumes);
    const resume = () => over.abort();
    resumes.add(resume);
    await alarms.until(instant, AbortSignal.any([over.signal, stopping.signal])).catch(() => undefined);
    resumes.delete(resume);
  }

  function held(queue: Queue, input: Input): Message | undefined {
    const [id, receipt] = Buffer.from(text(input, 'ReceiptHandle'), 'base64url').toString().split(':');
    if (receipt === undefined || !/^\d+$/.test(id ?? '')) {
      throw new AwsError('ReceiptHandleIsInvalid', 'The input receipt handle is invalid.');
    }
    const message = messages.find(queue.name, Number(id));
    return message?.receipt === receipt ? message : undefined;
  }

  function remove(queue: Queue, input: Input) {
    const message = held(queue, input);
    // A handle of an earlier receive, or of a deleted message, succeeds without effect.
    if (message !== undefined) messages.remove(message);
    return {};
  }

  function changeVisibility(queue: Queue, input: Input) {
    const message = held(queue, input);
    if (message === undefined || message.visibleAt <= clock.now()) {
      throw new AwsError('MessageNotInflight', 'The message referred to is not in flight.');
    }
    const seconds = optionalWhole(input, 'VisibilityTimeout') ?? -1;
    if (seconds < 0 || seconds > 43_200) throw invalidValue('VisibilityTimeout must be 0 to 43200.');
    messages.hide(message, clock.now() + seconds * 1000);
    if (seconds === 0) wake(queue.name);
    return {};
  }

  const operations: Record<string, (input: Input, sender: string) => unknown> = {
    SendMessage: (input, sender) => send(at(input), input, sender),
    SendMessageBatch: (input, sender) =>
      inBatch(at(input), input, (queue, entry) => send(queue, entry, sender)),
    ReceiveMessage: receive,
    DeleteMessage: (input) => remove(at(input), input),
    DeleteMessageBatch: (input) => inBatch(at(input), input, remove),
    ChangeMessageVisibility: (input) => changeVisibility(at(input), input),
    ChangeMessageVisibilityBatch: (input) => inBatch(at(input), input, changeVisibility),
    GetQueueUrl: (input) => ({ QueueUrl: loadQueue(parts, text(input, 'QueueName')).url }),
    GetQueueAttributes: (input) => ({ Attributes: attributesOf(at(input), messages, clock.now(), input) }),
    ListQueues: (input) => ({
      QueueUrls: allQueues(parts)
        .filter(({ name }) => name.startsWith(optionalText(input, 'QueueNamePrefix') ?? ''))
        .map(({ url }) => url),
    }),
    PurgeQueue: (input) => {
      messages.purge(at(input).name);
      return {};
    },
  };

  return {
    name: 'sqs',
    resources: ({ input }) => [arnOf(parts, input)],
    grants: (operation) => grants(parts, operation),
    async call({ name, input }, context: CallContext) {
      const perform = operations[name];
      if (perform !== undefined) return perform(input, context.caller);
      throw new AwsError('UnknownOperationException', `The laptop cloud's SQS has no ${name}.`, 501);
    },
    async stop() {
      stopping.abort();
      messages.close();
    },
  };
}

function arnOf(parts: CloudParts, input: Input): string {
  const reference = optionalText(input, 'QueueUrl') ?? optionalText(input, 'QueueName');
  if (reference === undefined) return '*';
  const name = reference.replace(/^.*[/:]/, '');
  return findQueue(parts, reference)?.arn ?? `arn:aws:sqs:${parts.region}:${parts.account}:${name}`;
}

/** A batch needs the right of its single call; an encrypted queue those on its key too. */
function grants(parts: CloudParts, { name, input }: Operation): { action: string; resource: string }[] {
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

function requireBody(queue: Queue, input: Input): string {
  const body = text(input, 'MessageBody');
  if (body === '')
    throw new AwsError('MissingParameter', 'The request must contain the parameter MessageBody.');
  const size = Buffer.byteLength(body);
  if (size <= queue.maximumBytes) return body;
  throw invalidValue(
    `One or more parameters are invalid. Reason: Message must be shorter than ${queue.maximumBytes} bytes.`,
  );
}

function fifoFields(
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

/** Runs the entries of a batch, each with its own outcome. */
function inBatch(queue: Queue, input: Input, perform: (queue: Queue, entry: Input) => object) {
  const entries = structures(input, 'Entries');
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more than 10 entries.');
  const ids = entries.map((entry) => text(entry, 'Id'));
  if (new Set(ids).size < ids.length) {
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  entries.forEach((entry, index) => {
    try {
      Successful.push({ Id: ids[index], ...perform(queue, entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: ids[index], Code: error.code, Message: error.message, SenderFault: true });
    }
  });
  return { Successful, Failed };
}

function received(message: Message, input: Input): Record<string, unknown> {
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

function attributesOf(queue: Queue, messages: Messages, now: number, input: Input): Record<string, string> {
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

function sequence(id: number): string {
  return String(id).padStart(20, '0');
}

function md5(body: string): string {
  return createHash('md5').update(body).digest('hex');
}

function invalidValue(message: string): AwsError {
  return new AwsError('InvalidParameterValue', message);
}
