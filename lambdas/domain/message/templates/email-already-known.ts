import type { MessageTemplate } from '../template.ts';

/** Sent in place of a code to the owner of an address that already has an identity. Data: `link` (sign-in). */
export const emailAlreadyKnown: MessageTemplate = {
  en: {
    subject: 'You already have an identity',
    text: 'Hello,\n\nsomebody, perhaps you, began to create an identity with this email address. It already has one, so no code is needed: sign in with your phone.\n\n{link}\n\nIf it was not you, there is nothing to do.',
    action: 'Sign in',
  },
  fr: {
    subject: 'Vous avez déjà une identité',
    text: 'Bonjour,\n\nquelqu’un, peut-être vous, a commencé à créer une identité avec cette adresse e-mail. Elle en a déjà une : aucun code n’est nécessaire, connectez-vous avec votre téléphone.\n\n{link}\n\nSi ce n’était pas vous, il n’y a rien à faire.',
    action: 'Se connecter',
  },
  ja: {
    subject: 'デジタルIDは登録済みです',
    text: 'こんにちは。\n\nこのメールアドレスでデジタルIDの作成が開始されましたが、すでに登録されています。コードは必要ありません。お手持ちのスマートフォンでログインしてください。\n\n{link}\n\nお心当たりのない場合は、何もする必要はありません。',
    action: 'ログインする',
  },
};
