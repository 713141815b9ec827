import type { MessageTemplate } from '../template.ts';

/** Sent in place of a code to the owner of a number that already has an identity (A3: one phone = one account). */
export const phoneAlreadyKnown: MessageTemplate = {
  en: {
    text: 'An identity already exists with this phone number: sign in with it instead of creating another. If it was not you, there is nothing to do.',
  },
  fr: {
    text: 'Une identité existe déjà avec ce numéro : connectez-vous au lieu d’en créer une autre. Si ce n’était pas vous, il n’y a rien à faire.',
  },
  ja: {
    text: 'この電話番号のデジタルIDはすでに登録されています。新規作成ではなくログインしてください。お心当たりのない場合は、何もする必要はありません。',
  },
};
