import type { MessageTemplate } from '../template.ts';

/** An operator approved a service for production (B12). Data: `name`, `link`. */
export const relyingPartyApproved: MessageTemplate = {
  en: {
    subject: 'Approved: {name}',
    text: 'Hello,\n\n{name} was approved. What you asked for is live, and people can sign in with their own identity.\n\n{link}',
    action: 'Open my services',
  },
  fr: {
    subject: 'Approuvé : {name}',
    text: 'Bonjour,\n\n{name} a été approuvé. Ce que vous avez demandé est en ligne, et chacun peut s’y connecter avec son identité.\n\n{link}',
    action: 'Ouvrir mes services',
  },
  ja: {
    subject: '承認:{name}',
    text: 'こんにちは。\n\n{name}が承認されました。申請の内容は公開され、利用者が自分のIDでログインできます。\n\n{link}',
    action: 'サービスを開く',
  },
};
