import type { MessageTemplate } from '../template.ts';

/** Sent in place of the code to a number that another identity has (X2). */
export const newPhoneTaken: MessageTemplate = {
  en: {
    text: 'Somebody tried to give this number to another digital identity. It belongs to yours: nothing was changed. If it was not you, there is nothing to do.',
  },
  fr: {
    text: 'Quelqu’un a essayé d’associer ce numéro à une autre identité numérique. Il appartient à la vôtre : rien n’a changé. Si ce n’était pas vous, il n’y a rien à faire.',
  },
  ja: {
    text: 'この電話番号を別のデジタルIDのものにする操作がありました。あなたのデジタルIDの番号なので、何も変更されていません。お心当たりがなくても、何もする必要はありません。',
  },
};
