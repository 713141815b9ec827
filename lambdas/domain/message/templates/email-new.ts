import type { MessageTemplate } from '../template.ts';

/** To the new address (B11). Data: `link` (the account's page). */
export const emailNew: MessageTemplate = {
  en: {
    subject: 'This is now the address of your identity',
    text: 'Hello,\n\nthis is now the email address of your digital identity. Everything that concerns it comes here, also the link by which you recover it.\n\n{link}',
    action: 'Open my account',
  },
  fr: {
    subject: 'Cette adresse est désormais celle de votre identité',
    text: 'Bonjour,\n\ncette adresse est désormais celle de votre identité numérique. Tout ce qui la concerne arrive ici, y compris le lien qui permet de la récupérer.\n\n{link}',
    action: 'Ouvrir mon compte',
  },
  ja: {
    subject: 'デジタルIDのメールアドレスになりました',
    text: 'こんにちは。\n\nこのアドレスが、あなたのデジタルIDのメールアドレスになりました。復旧用のリンクを含め、デジタルIDに関するお知らせはすべてここに届きます。\n\n{link}',
    action: 'アカウントを開く',
  },
};
