import type { MessageTemplate } from '../template.ts';

/** Tells a person that the password of a signing key was locked (C2). Data: `link`. */
export const signingPasswordLocked: MessageTemplate = {
  en: {
    subject: 'Your signing password is locked',
    text: 'Hello,\n\nyour signing password was typed wrong too many times on your phone and is locked: nothing can be signed with that key. Your certificate stays as it is. A counter can unlock the password after you have shown who you are; or revoke the certificate and apply for a new one.\n\nWas it not you? Then somebody has your phone: suspend or revoke your certificates now.\n\n{link}',
    action: 'What I can do',
  },
  fr: {
    subject: 'Votre mot de passe de signature est bloqué',
    text: 'Bonjour,\n\nvotre mot de passe de signature a été saisi trop souvent de travers sur votre téléphone et il est bloqué : plus rien ne peut être signé avec cette clé. Votre certificat reste tel quel. Un guichet peut débloquer le mot de passe une fois votre identité vérifiée ; ou révoquez le certificat et demandez-en un nouveau.\n\nCe n’était pas vous ? Quelqu’un a donc votre téléphone : suspendez ou révoquez vos certificats maintenant.\n\n{link}',
    action: 'Ce que je peux faire',
  },
  ja: {
    subject: '署名用パスワードがロックされました',
    text: 'こんにちは。\n\n携帯電話で署名用パスワードの入力に続けて失敗したため、ロックされました。この鍵では署名できません。証明書はそのまま残っています。窓口で本人確認を受けるとロックを解除できます。証明書を失効させて、新しく申請することもできます。\n\n心当たりがない場合は、誰かがあなたの携帯電話を使っています。すぐに証明書を停止または失効させてください。\n\n{link}',
    action: 'できることを見る',
  },
};
