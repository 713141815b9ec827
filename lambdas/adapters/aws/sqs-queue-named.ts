import { GetQueueUrlCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The address of a queue, for command lines, which have no environment that tells it. */
export async function sqsQueueNamed(name: string): Promise<string> {
  const { QueueUrl = '' } = await new SQSClient({}).send(new GetQueueUrlCommand({ QueueName: name }));
  return QueueUrl;
}
