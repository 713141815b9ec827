import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2';
import type { Messenger } from '../../domain/message/messenger.ts';
import { snsTextMessages } from './sns-text-messages.ts';

/** SMS through SNS (transactional), e-mail through SES v2. */
export function awsMessenger(options: {
  readonly from: string;
  readonly senderId?: string | undefined;
}): Messenger {
  let ses: SESv2Client | undefined;
  return {
    ...snsTextMessages(options.senderId),
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
