/** What the notification says, in each language of the app. It names nobody: a locked screen shows it to whoever looks. */
export const WORDS = {
  en: {
    title: 'A request is waiting',
    body: 'A service asks for you. Open Guichet to see which one and what for.',
  },
  fr: {
    title: 'Une demande vous attend',
    body: 'Un service vous demande. Ouvrez Guichet pour voir lequel, et pour quoi.',
  },
  ja: {
    title: '確認のお願いがあります',
    body: 'サービスから確認の依頼が届いています。Guichet を開いて、依頼元と内容をご確認ください。',
  },
} as const;

export type Spoken = keyof typeof WORDS;

export const isSpoken = (value: unknown): value is Spoken => typeof value === 'string' && value in WORDS;
