import type { Messenger, Notification } from '../domain/message/messenger.ts';
import type { SentMessages } from '../domain/message/sent-messages.ts';
import { type MessageTemplate, renderEmail, renderSms } from '../domain/message/template.ts';
import { type WakePhoneDeps, wakePhone } from '../domain/web-push/wake-phone.ts';

export interface NotificationDeps extends WakePhoneDeps {
  readonly templates: Readonly<Record<string, MessageTemplate>>;
  readonly messenger: Messenger;
  readonly sent: SentMessages;
  /** The number of an account, for a message that names only the account. */
  readonly phoneOf: (accountId: string) => Promise<string | undefined>;
}

/**
 * Sends one notification by the channel its address names; what only wakes a phone, by Web Push before SMS. A crash between sending and
 * remembering sends it again: a person would rather read a message twice than never.
 */
export async function sendNotification(
  notification: Notification,
  now: Date,
  deps: NotificationDeps,
): Promise<void> {
  const template = deps.templates[notification.template];
  if (template === undefined) throw new Error(`There is no message template ${notification.template}.`);
  if (await deps.sent.has(notification.id)) return;
  if (!isOver(notification, now)) await deliver(notification, template, now, deps);
  await deps.sent.keep(notification.id, now);
}

/** The queue was slow, or gave it up for a while: nobody can answer any more. */
const isOver = ({ until }: Notification, now: Date): boolean =>
  until !== undefined && Date.parse(until) <= now.getTime();

async function deliver(
  notification: Notification,
  template: MessageTemplate,
  now: Date,
  deps: NotificationDeps,
): Promise<void> {
  const { to, language, data } = notification;
  if (to.email !== undefined) {
    await deps.messenger.email({ to: to.email, ...renderEmail(template, language, data) });
  }
  if (await isWoken(notification, now, deps)) return;
  const phone = to.phone ?? (to.account && (await deps.phoneOf(to.account)));
  if (phone !== undefined) await deps.messenger.sms(phone, renderSms(template, language, data));
}

async function isWoken({ to, until }: Notification, now: Date, deps: NotificationDeps): Promise<boolean> {
  if (to.account === undefined || until === undefined) return false;
  return await wakePhone({ accountId: to.account, until: new Date(until) }, now, deps);
}
