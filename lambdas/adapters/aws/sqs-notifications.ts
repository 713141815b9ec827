import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { Notifications } from '../../domain/message/messenger.ts';

/** Puts messages on the notifications queue; the notifier sends them. */
export function sqsNotifications(queueUrl: string): Notifications {
  let client: SQSClient | undefined;
  return {
    async enqueue(notification) {
      client ??= new SQSClient({});
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(notification) }),
      );
    },
  };
}
