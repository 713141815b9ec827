import type { MessageTemplate } from '../template.ts';

/** To the former address, which is the address again (B11). Data: `link` (recovery). */
export const contactsRestored: MessageTemplate = {
  en: {
    subject: 'Your identity is yours again: choose a new code',
    text: 'Hello,\n\nthe email address and phone number of your digital identity are what they were before. The phone that changed them can do nothing any more, and the services you use were told to end what was signed in.\n\nNow recover your identity on a phone of yours, and choose another 4-digit code. Then look at your certificates and at where you signed in, and end what is not yours.\n\n{link}',
    action: 'Recover my identity',
  },
  fr: {
    subject: 'Votre identité vous est rendue : choisissez un nouveau code',
    text: 'Bonjour,\n\nl’adresse e-mail et le numéro de téléphone de votre identité numérique sont de nouveau ceux d’avant. Le téléphone qui les avait modifiés ne peut plus rien faire, et les services que vous utilisez ont été priés de fermer les sessions.\n\nRécupérez maintenant votre identité sur un téléphone à vous et choisissez un autre code à 4 chiffres. Regardez ensuite vos certificats et où vous vous êtes connecté, et mettez fin à ce qui n’est pas de vous.\n\n{link}',
    action: 'Récupérer mon identité',
  },
  ja: {
    subject: 'デジタルIDを元に戻しました。新しいPINを決めてください',
    text: 'こんにちは。\n\nデジタルIDのメールアドレスと電話番号を元に戻しました。変更に使われた携帯電話はもう何もできません。ご利用のサービスには、ログイン中のセッションを終了するよう伝えました。\n\nお手元の携帯電話で復旧手続きをして、新しい4桁のPINを決めてください。その後、証明書とログイン履歴を確認し、心当たりのないものを終了してください。\n\n{link}',
    action: '復旧手続きをする',
  },
};
