import type { Messenger, Notification } from '../domain/message/messenger.ts';
import type { SentMessages } from '../domain/message/sent-messages.ts';
import { type MessageTemplate, renderEmail, renderSms } from '../domain/message/template.ts';

export interface NotificationDeps {
  readonly templates: Readonly<Record<string, MessageTemplate>>;
  readonly messenger: Messenger;
  readonly sent: SentMessages;
}

/**
 * Sends one notification by the channel its address names. A crash between sending and remembering sends it again:
 * a person would rather read a message twice than never.
 */
export async function sendNotification(
  notification: Notification,
  now: Date,
  deps: NotificationDeps,
): Promise<void> {
  const template = deps.templates[notification.template];
  if (template === undefined) throw new Error(`There is no message template ${notification.template}.`);
  if (await deps.sent.has(notification.id)) return;
  const { email, phone } = notification.to;
  if (email !== undefined) {
    await deps.messenger.email({
      to: email,
      ...renderEmail(template, notification.language, notification.data),
    });
  }
  if (phone !== undefined) {
    await deps.messenger.sms(phone, renderSms(template, notification.language, notification.data));
  }
  await deps.sent.keep(notification.id, now);
}
