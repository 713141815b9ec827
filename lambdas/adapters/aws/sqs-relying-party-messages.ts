import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type {
  QueuedMessage,
  RelyingPartyMessages,
} from '../../domain/relying-party-message/relying-party-message.ts';

/**
 * Messages of one relying party are a group: SQS then lets a queue of many messages to a dead one not delay those to others ("fair
 * queues" of standard queues).
 */
const groupOf = (message: QueuedMessage): string =>
  'clientId' in message ? message.clientId.replace(/[^\w-]/g, '.') : 'account-events';

export function sqsRelyingPartyMessages(queueUrl: string): RelyingPartyMessages {
  let client: SQSClient | undefined;
  return {
    async enqueue(message) {
      client ??= new SQSClient({});
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(message),
          MessageGroupId: groupOf(message),
        }),
      );
    },
  };
}
