import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import type { PersonaApprovals } from '../../domain/persona/persona.ts';

/** One message per approval that a persona is asked for. */
export function sqsPersonaApprovals(queueUrl: string): PersonaApprovals {
  let client: SQSClient | undefined;
  return {
    async enqueue(approval) {
      client ??= new SQSClient({});
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(approval) }),
      );
    },
  };
}
