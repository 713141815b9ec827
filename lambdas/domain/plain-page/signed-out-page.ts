import type { Language } from '../../contracts/enrolment.ts';
import type { PlainPage } from './plain-page.ts';

const TITLE: Readonly<Record<Language, string>> = {
  en: 'You are signed out here',
  fr: 'Vous êtes déconnecté ici',
  ja: 'ログアウトしました',
};

const TEXT: Readonly<Record<Language, string>> = {
  en: 'No session is kept at the identity provider: every sign-in asks your phone again. You can close this page.',
  fr: 'Le fournisseur d’identité ne garde aucune session : chaque connexion redemande votre téléphone. Vous pouvez fermer cette page.',
  ja: '本人確認サービスにセッションは残りません。次回も必ず携帯電話での承認が必要です。このページを閉じてかまいません。',
};

export const signedOutPage = (language: Language): PlainPage => ({
  language,
  title: TITLE[language],
  paragraphs: [TEXT[language]],
});
