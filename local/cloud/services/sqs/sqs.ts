import { createAlarmClock } from '../../alarm-clock.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError, type CallContext, type Service } from '../../service.ts';
import { type Input, optionalText, optionalWhole, text } from '../input.ts';
import { inBatch } from './batch.ts';
import { arnOf, sqsGrants } from './grants.ts';
import { type Message, Messages } from './messages.ts';
import { fifoFields, invalidValue, requireBody } from './new-message.ts';
import { allQueues, findQueue, loadQueue, type Queue } from './queue.ts';
import { attributesOf, md5, received, sequence } from './shape.ts';

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
    while (!stopping.signal.aborted) {
      const taken = messages.receive(queue, deadLetterQueue, limit, visibility, clock.now());
      if (taken.length > 0 || clock.now() >= deadline) {
        return taken.length === 0 ? {} : { Messages: taken.map((message) => received(message, input)) };
      }
      await sendOrTime(queue.name, Math.min(deadline, messages.nextVisibleAt(queue.name, clock.now())));
    }
    return {};
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
    // The rest of a FIFO group may go on now.
    if (queue.fifo) wake(queue.name);
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
    grants: (operation) => sqsGrants(parts, operation),
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
