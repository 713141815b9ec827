import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { awsMessenger } from '../adapters/aws/aws-messenger.ts';
import { dynamoSentMessages } from '../adapters/aws/dynamo-sent-messages.ts';
import type { SmsSettings } from '../contracts/settings.ts';
import type { Notification } from '../domain/message/messenger.ts';
import { TEMPLATES } from '../domain/message/templates.ts';
import { sendNotification } from '../events/send-notification.ts';
import { setting, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';

const deps = {
  templates: TEMPLATES,
  messenger: awsMessenger({
    from: setting<string>('MAIL_FROM'),
    senderId: setting<SmsSettings>('SMS').senderId,
  }),
  sent: dynamoSentMessages(table('replays')),
};

/** Consumer of the notifications queue; what fails is delivered again and lands in the dead-letter queue in the end. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const batchItemFailures: { itemIdentifier: string }[] = [];
  for (const record of event.Records) {
    try {
      await sendNotification(JSON.parse(record.body) as Notification, new Date(), deps);
    } catch (error) {
      logger.error('notification not sent', {
        messageId: record.messageId,
        error: error instanceof Error ? error.name : 'unknown',
      });
      batchItemFailures.push({ itemIdentifier: record.messageId });
    }
  }
  return { batchItemFailures };
}
