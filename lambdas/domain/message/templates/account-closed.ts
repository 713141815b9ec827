import type { MessageTemplate } from '../template.ts';

/** The last message to a person who has left (B11). Data: `link`. */
export const accountClosed: MessageTemplate = {
  en: {
    subject: 'Your digital identity is closed',
    text: 'Hello,\n\nas you asked, your digital identity is closed and what we knew of you is being erased, this address too. The services you signed in to are told; what they keep of you themselves is theirs to answer for. This is our last message.\n\nWas it not you? Then somebody had your phone and your code: get in touch with support, and enrol again when you wish.\n\n{link}',
    action: 'Open the website',
  },
  fr: {
    subject: 'Votre identité numérique est fermée',
    text: 'Bonjour,\n\ncomme vous l’avez demandé, votre identité numérique est fermée et ce que nous savions de vous est en cours d’effacement, cette adresse comprise. Les services auxquels vous vous êtes connecté en sont informés ; ils répondent eux-mêmes de ce qu’ils conservent. Ceci est notre dernier message.\n\nCe n’était pas vous ? Quelqu’un avait donc votre téléphone et votre code : contactez le support, et enrôlez-vous de nouveau quand vous le souhaitez.\n\n{link}',
    action: 'Ouvrir le site',
  },
  ja: {
    subject: 'デジタルIDを閉鎖しました',
    text: 'こんにちは。\n\nお申し出のとおりデジタルIDを閉鎖し、このメールアドレスを含む登録情報の消去を進めています。ログインしたことのあるサービスには通知します。各サービスが保存している情報は、それぞれのサービスの責任で扱われます。これが最後のお知らせです。\n\n心当たりがない場合は、誰かがあなたの携帯電話とPINを使っています。サポートへご連絡ください。いつでも改めて登録できます。\n\n{link}',
    action: 'ウェブサイトを開く',
  },
};
