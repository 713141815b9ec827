import type { MessageTemplate } from '../template.ts';

/** A registered letter lies in the box; its sender is not named (CPCE R. 53-3). Data: `until`, `link`. */
export const letterWaiting: MessageTemplate = {
  en: {
    subject: 'A registered letter is waiting for you',
    text: 'Hello,\n\nan electronic registered letter is waiting in your box. Log in to accept or refuse it, until {until}. Its sender is named once you have accepted it.\n\n{link}\n\nWe never ask for your code by email.',
    action: 'Open my box',
  },
  fr: {
    subject: 'Une lettre recommandée électronique vous attend',
    text: 'Bonjour,\n\nune lettre recommandée électronique vous attend dans votre boîte. Connectez-vous pour l’accepter ou la refuser, jusqu’au {until}. Son expéditeur vous est indiqué après acceptation.\n\n{link}\n\nNous ne demandons jamais votre code par e-mail.',
    action: 'Ouvrir ma boîte',
  },
  ja: {
    subject: '電子書留が届いています',
    text: 'こんにちは。\n\n私書箱に電子書留が届いています。{until}までにログインして、受け取るか拒否するかをお選びください。差出人は受け取った後に表示されます。\n\n{link}\n\n暗証番号をメールでお尋ねすることはありません。',
    action: '私書箱を開く',
  },
};
