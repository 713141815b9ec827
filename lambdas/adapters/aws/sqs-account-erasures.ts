import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { type AccountErasures, ERASURE_DELAY_SECONDS } from '../../domain/erasure/account-erasures.ts';

/** One message per account that its person leaves, hidden for a while. */
export function sqsAccountErasures(queueUrl: string): AccountErasures {
  let client: SQSClient | undefined;
  return {
    async enqueue(erasure) {
      client ??= new SQSClient({});
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(erasure),
          DelaySeconds: ERASURE_DELAY_SECONDS,
        }),
      );
    },
  };
}
