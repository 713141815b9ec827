import { ChangeMessageVisibilityCommand, GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';

/** A message as its consumer got it. */
export interface Delivered {
  readonly eventSourceARN: string;
  readonly receiptHandle: string;
}

/** Decides when a message that is reported as failed comes again. */
export interface Redelivery {
  /** @param seconds up to twelve hours, counted from now */
  after(message: Delivered, seconds: number): Promise<void>;
}

/** Needs no right but those that every consumer of a queue has. */
export function sqsRedelivery(): Redelivery {
  let client: SQSClient | undefined;
  const urls = new Map<string, Promise<string>>();
  const sqs = (): SQSClient => {
    client ??= new SQSClient({});
    return client;
  };
  async function find(arn: string): Promise<string> {
    const QueueName = arn.split(':').at(-1) ?? '';
    const { QueueUrl } = await sqs().send(new GetQueueUrlCommand({ QueueName }));
    if (QueueUrl === undefined) throw new Error(`The queue ${arn} has no address.`);
    return QueueUrl;
  }
  function urlOf(arn: string): Promise<string> {
    const found = urls.get(arn) ?? find(arn);
    urls.set(arn, found);
    found.catch(() => urls.delete(arn));
    return found;
  }
  return {
    async after({ eventSourceARN, receiptHandle }, seconds) {
      const QueueUrl = await urlOf(eventSourceARN);
      await sqs().send(
        new ChangeMessageVisibilityCommand({
          QueueUrl,
          ReceiptHandle: receiptHandle,
          VisibilityTimeout: seconds,
        }),
      );
    },
  };
}
