import type { Language } from '../../contracts/enrolment.ts';

/** Sends at once; used for codes, whose sending the person waits for. */
export interface Messenger {
  sms(to: string, text: string): Promise<void>;
  email(mail: {
    readonly to: string;
    readonly subject: string;
    readonly text: string;
    readonly html: string;
  }): Promise<void>;
}

/** A message to be sent soon by the notifier; `id` makes it at-most-once. */
export interface Notification {
  readonly id: string;
  readonly template: string;
  readonly language: Language;
  readonly to: {
    readonly email?: string;
    readonly phone?: string;
    /** Whose phone is woken by Web Push, where it takes it, in place of the SMS; without `phone` the SMS goes to the account's number. */
    readonly account?: string;
  };
  readonly data: Readonly<Record<string, string>>;
  /** ISO instant: nobody is told of what is over. */
  readonly until?: string;
}

export interface Notifications {
  enqueue(notification: Notification): Promise<void>;
}
