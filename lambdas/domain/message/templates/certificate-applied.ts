import type { MessageTemplate } from '../template.ts';

/** A person confirmed an application for a certificate (C9). Data: `certificate`, `link`. */
export const certificateApplied: MessageTemplate = {
  en: {
    subject: 'Application confirmed: {certificate}',
    text: 'Hello,\n\nwith your phone and your code an application was confirmed: {certificate}. It is issued as soon as your key is ready.\n\nWas it not you? Then somebody has your phone and your code: revoke the certificate now, and recover your identity.\n\n{link}',
    action: 'See my certificates',
  },
  fr: {
    subject: 'Demande confirmée : {certificate}',
    text: 'Bonjour,\n\navec votre téléphone et votre code, une demande a été confirmée : {certificate}. Il sera délivré dès que votre clé sera prête.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone et votre code : révoquez le certificat maintenant et récupérez votre identité.\n\n{link}',
    action: 'Voir mes certificats',
  },
  ja: {
    subject: '申請を確認しました:{certificate}',
    text: 'こんにちは。\n\nお使いの携帯電話とPINで、{certificate}の申請が確認されました。鍵の準備ができしだい発行されます。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。すぐに証明書を失効させ、デジタルIDの復旧手続きをしてください。\n\n{link}',
    action: '証明書を見る',
  },
};
