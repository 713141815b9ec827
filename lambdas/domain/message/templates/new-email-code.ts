import type { MessageTemplate } from '../template.ts';

/** Proves the address a person wants in the place of theirs (B11). Data: `code`, `hours`. */
export const newEmailCode: MessageTemplate = {
  en: {
    subject: 'Your confirmation code: {code}',
    text: 'Hello,\n\n{code} is the code that makes this the email address of your digital identity. Type it on the page where you asked for it; it is good for {hours} hours and works once.\n\nIf you did not ask for this, ignore this email: nothing happens.',
  },
  fr: {
    subject: 'Votre code de confirmation : {code}',
    text: 'Bonjour,\n\n{code} est le code qui fera de cette adresse celle de votre identité numérique. Saisissez-le sur la page où vous l’avez demandé ; il est valable {hours} heures et une seule fois.\n\nSi vous n’êtes pas à l’origine de cette demande, ignorez cet e-mail : rien ne se passera.',
  },
  ja: {
    subject: '確認コード：{code}',
    text: 'こんにちは。\n\n{code} は、このアドレスをデジタルIDのメールアドレスにするための確認コードです。お手続き中のページに入力してください。{hours}時間有効で、一度だけ使えます。\n\nお心当たりのない場合は、このメールを無視してください。何も変更されません。',
  },
};
