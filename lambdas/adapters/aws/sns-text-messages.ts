import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Messenger } from '../../domain/message/messenger.ts';

/** SMS through SNS, transactional; apart from e-mail, so that a function that sends only codes carries no mail client. */
export function snsTextMessages(senderId?: string): Pick<Messenger, 'sms'> {
  let client: SNSClient | undefined;
  const attributes = {
    'AWS.SNS.SMS.SMSType': { DataType: 'String', StringValue: 'Transactional' },
    ...(senderId && { 'AWS.SNS.SMS.SenderID': { DataType: 'String', StringValue: senderId } }),
  };
  return {
    async sms(to, text) {
      client ??= new SNSClient({});
      await client.send(
        new PublishCommand({ PhoneNumber: to, Message: text, MessageAttributes: attributes }),
      );
    },
  };
}
