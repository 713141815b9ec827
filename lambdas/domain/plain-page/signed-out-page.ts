import type { Language } from '../../contracts/enrolment.ts';
import type { PlainPage } from './plain-page.ts';

type Words = Readonly<Record<Language, string>>;

const TITLE: Words = {
  en: 'You are signed out here',
  fr: 'Vous êtes déconnecté ici',
  ja: 'ログアウトしました',
};
const TEXT: Words = {
  en: 'In this browser nobody is signed in any more: the next sign-in asks your phone again. You can close this page.',
  fr: 'Plus personne n’est connecté dans ce navigateur : la prochaine connexion redemandera votre téléphone. Vous pouvez fermer cette page.',
  ja: 'このブラウザーでのログインは終了しました。次回は携帯電話での承認が必要です。このページを閉じてかまいません。',
};
const STAY_TITLE: Words = {
  en: 'You stay signed in',
  fr: 'Vous restez connecté',
  ja: 'ログインしたままです',
};
const STAY_TEXT: Words = {
  en: 'Nothing was changed. You can close this page.',
  fr: 'Rien n’a été modifié. Vous pouvez fermer cette page.',
  ja: '変更はありません。このページを閉じてかまいません。',
};

export const signedOutPage = (language: Language): PlainPage => ({
  language,
  title: TITLE[language],
  paragraphs: [TEXT[language]],
});

export const stayedPage = (language: Language): PlainPage => ({
  language,
  title: STAY_TITLE[language],
  paragraphs: [STAY_TEXT[language]],
});
