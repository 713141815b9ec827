import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Messenger } from '../../domain/message/messenger.ts';

/** SMS through SNS (transactional), e-mail through SES v2. */
export function awsMessenger(options: {
  readonly from: string;
  readonly senderId?: string | undefined;
}): Messenger {
  let sns: SNSClient | undefined;
  let ses: SESv2Client | undefined;
  const attributes = {
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    ...(options.senderId && {
      'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: options.senderId },
    }),
  };
  return {
    async sms(to, text) {
      sns ??= new SNSClient({});
      await sns.send(new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes }));
    },
    async email({ to, subject, text, html }) {
      ses ??= new SESv2Client({});
      const part = (Data: string) => ({ Data, Charset: 'UTF-8' });
      await ses.send(
        new SendEmailCommand({
          FromEmailAddress: options.from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: part(subject), Body: { Text: part(text), Html: part(html) } } },
        }),
      );
    },
  };
}
