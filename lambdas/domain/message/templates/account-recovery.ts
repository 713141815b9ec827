import type { MessageTemplate } from '../template.ts';

/** The way back after a lock or with a new phone (B4). Data: `link`, `minutes`. */
export const accountRecovery: MessageTemplate = {
  en: {
    subject: 'Recover your digital identity',
    text: 'Hello,\n\nyou asked to recover your digital identity. Open this link on the phone you want to use, type the code you get by SMS, and choose a new 4-digit code.\n\n{link}\n\nThe link works for {minutes} minutes, once. If you did not ask for it, do nothing.',
    action: 'Recover on my phone',
  },
  fr: {
    subject: 'Récupérer votre identité numérique',
    text: 'Bonjour,\n\nvous avez demandé à récupérer votre identité numérique. Ouvrez ce lien sur le téléphone que vous voulez utiliser, saisissez le code reçu par SMS et choisissez un nouveau code à 4 chiffres.\n\n{link}\n\nLe lien est valable {minutes} minutes, une seule fois. Si vous n’avez rien demandé, ne faites rien.',
    action: 'Récupérer sur mon téléphone',
  },
  ja: {
    subject: 'デジタルIDの復旧',
    text: 'こんにちは。\n\nデジタルIDの復旧の申し込みを受け付けました。使いたいスマートフォンで次のリンクを開き、SMSで届くコードを入力して、新しい4桁のPINを決めてください。\n\n{link}\n\nリンクは {minutes} 分間有効で、一度だけ使えます。心当たりがなければ何もしないでください。',
    action: 'スマートフォンで復旧する',
  },
};
