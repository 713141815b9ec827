import { awsMessenger } from '../adapters/aws/aws-messenger.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoPushSubscriptions } from '../adapters/aws/dynamo-push-subscriptions.ts';
import { dynamoSentMessages } from '../adapters/aws/dynamo-sent-messages.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import type { SmsSettings, WebPushSettings } from '../contracts/settings.ts';
import { phoneOf } from '../domain/account/phone-of.ts';
import type { Notification } from '../domain/message/messenger.ts';
import { TEMPLATES } from '../domain/message/templates.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { vapid } from '../domain/web-push/vapid.ts';
import { sendNotification } from '../events/send-notification.ts';
import { issuer, key, secretArn, setting, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';
import { queueFunction } from '../shell/queue-function.ts';
import { randomness } from '../shell/randomness.ts';

const webPush = setting<WebPushSettings>('WEB_PUSH');

const people = {
  accounts: dynamoAccounts(table('accounts')),
  personalData: kmsPersonalData(key('personal-data')),
};

const deps = {
  templates: TEMPLATES,
  messenger: awsMessenger({
    from: setting<string>('MAIL_FROM'),
    senderId: setting<SmsSettings>('SMS').senderId,
  }),
  sent: dynamoSentMessages(table('replays')),
  phoneOf: (accountId: string) => phoneOf(accountId, people),
  subscriptions: dynamoPushSubscriptions(table('push-subscriptions')),
  sealers: tokenSealers(deploymentSecret(secretArn('push-endpoints')), randomness),
  authorization: vapid({
    signer: kmsSigner(key('web-push'), 'ES256'),
    contact: webPush.contact || issuer(),
  }),
  door: guardedDoor(webPush),
  report: (failure: { readonly error?: string; readonly status?: number }) =>
    logger.warn('phone not pushed', { ...failure }),
};

/** Consumer of the notifications queue; what fails is delivered again and lands in the dead-letter queue in the end. */
export const handler = queueFunction<Notification>({
  failure: 'notification not sent',
  work: (notification, _attempt, now) => sendNotification(notification, now, deps),
});
