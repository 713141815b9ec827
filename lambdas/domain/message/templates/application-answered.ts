import type { MessageTemplate } from '../template.ts';

/** Tells a person that an authority has answered their application (E5). Data: `link`. */
export const applicationAnswered: MessageTemplate = {
  en: {
    subject: 'Your application was answered',
    text: 'Hello,\n\nan authority has answered an application of yours. The sealed answer lies in your post-office box. To read it:\n\n{link}',
    action: 'Read the answer',
  },
  fr: {
    subject: 'Votre demande a reçu une réponse',
    text: 'Bonjour,\n\nune administration a répondu à l’une de vos demandes. La réponse, revêtue de son cachet, est dans votre boîte postale. Pour la lire :\n\n{link}',
    action: 'Lire la réponse',
  },
  ja: {
    subject: '申込への回答が届きました',
    text: 'こんにちは。\n\nお申し込みに対する回答が届きました。公印付きの回答は私書箱に入っています。次のページでご覧いただけます。\n\n{link}',
    action: '回答を読む',
  },
};
