import type { Language } from '../../contracts/enrolment.ts';
import type { PlainPage } from './plain-page.ts';

const TITLE: Readonly<Record<Language, string>> = {
  en: 'This sign-out cannot go on',
  fr: 'Cette déconnexion ne peut pas continuer',
  ja: 'ログアウトを続けられません',
};
const TEXT: Readonly<Record<Language, string>> = {
  en: 'The service sent a request that we do not accept. Nothing was changed here. The last line is for its developers.',
  fr: 'Le service a envoyé une demande que nous n’acceptons pas. Rien n’a été modifié ici. La dernière ligne est pour ses développeurs.',
  ja: 'サービスからの要求を受け付けられませんでした。変更はありません。最後の行は開発者向けです。',
};

export const refusedLogoutPage = (language: Language, sentence: string): PlainPage => ({
  language,
  title: TITLE[language],
  paragraphs: [TEXT[language], sentence],
});
