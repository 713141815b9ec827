import type { MessageTemplate } from '../template.ts';

/** Sent in place of the code to an address that another identity has (X2). No data. */
export const newEmailTaken: MessageTemplate = {
  en: {
    subject: 'Somebody tried to use your email address',
    text: 'Hello,\n\nsomebody tried to make this address that of another digital identity. It belongs to yours, so nothing was changed.\n\nAn address can belong to one identity only. If it was not you, there is nothing to do.',
  },
  fr: {
    subject: 'Quelqu’un a essayé d’utiliser votre adresse e-mail',
    text: 'Bonjour,\n\nquelqu’un a essayé d’associer cette adresse à une autre identité numérique. Elle appartient à la vôtre : rien n’a été modifié.\n\nUne adresse ne peut appartenir qu’à une seule identité. Si ce n’était pas vous, il n’y a rien à faire.',
  },
  ja: {
    subject: 'あなたのメールアドレスを使う操作がありました',
    text: 'こんにちは。\n\nこのアドレスを別のデジタルIDのものにする操作がありました。すでにあなたのデジタルIDのアドレスなので、何も変更されていません。\n\n一つのアドレスは一つのデジタルIDにしか使えません。お心当たりのない場合は、何もする必要はありません。',
  },
};
