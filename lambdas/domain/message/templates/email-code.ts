import type { MessageTemplate } from '../template.ts';

/** Proves an e-mail address by code or by link (A2). Data: `code`, `hours`, `link`. */
export const emailCode: MessageTemplate = {
  en: {
    subject: 'Your confirmation code: {code}',
    text: 'Hello,\n\nyour confirmation code is {code}.\n\nType it on the page where you began, or confirm with this link:\n\n{link}\n\nBoth are good for {hours} hours and work once. If you did not ask for this, ignore this email.',
    action: 'Confirm my email address',
  },
  fr: {
    subject: 'Votre code de confirmation : {code}',
    text: 'Bonjour,\n\nvotre code de confirmation est {code}.\n\nSaisissez-le sur la page où vous avez commencé, ou confirmez par ce lien :\n\n{link}\n\nIls sont valables {hours} heures et une seule fois. Si vous n’êtes pas à l’origine de cette demande, ignorez cet e-mail.',
    action: 'Confirmer mon adresse e-mail',
  },
  ja: {
    subject: '確認コード：{code}',
    text: 'こんにちは。\n\n確認コードは {code} です。\n\nお手続き中のページに入力するか、次のリンクで確認してください。\n\n{link}\n\nどちらも {hours} 時間有効で、一度だけ使えます。お心当たりのない場合は、このメールを無視してください。',
    action: 'メールアドレスを確認する',
  },
};
