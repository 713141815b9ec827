import type { Language } from '../../contracts/enrolment.ts';
import { UntrustedRequest } from '../authorization-request/untrusted-request.ts';
import type { PlainPage } from './plain-page.ts';

const TITLE: Readonly<Record<Language, string>> = {
  en: 'This sign-in cannot go on',
  fr: 'Cette connexion ne peut pas continuer',
  ja: 'ログインを続けられません',
};

const REASON: Readonly<Record<UntrustedRequest['reason'], Readonly<Record<Language, string>>>> = {
  'unknown-client': {
    en: 'The service you come from is not registered here, or was stopped.',
    fr: 'Le service d’où vous venez n’est pas enregistré ici, ou a été arrêté.',
    ja: '接続元のサービスは登録されていないか、停止されています。',
  },
  'unknown-redirect-uri': {
    en: 'The address the service wants you to return to is not one it registered.',
    fr: 'L’adresse de retour demandée n’est pas une adresse enregistrée par le service.',
    ja: '戻り先のアドレスが登録されたものと一致しません。',
  },
  'spent-request': {
    en: 'This sign-in was opened before, or too much time has passed. Go back to the service and start again.',
    fr: 'Cette connexion a déjà été ouverte, ou trop de temps a passé. Revenez au service et recommencez.',
    ja: 'このログインはすでに開かれたか、時間が経ちすぎました。サービスに戻ってやり直してください。',
  },
};

const ADVICE: Readonly<Record<Language, string>> = {
  en: 'Nothing was sent. Close this page and tell the service what you read here.',
  fr: 'Rien n’a été transmis. Fermez cette page et signalez ce message au service.',
  ja: '情報は送信されていません。このページを閉じ、サービスにこの内容を伝えてください。',
};

/** What a person reads when the request leads nowhere; the last line is for the service's developers. */
export const untrustedRequestPage = (error: Error, language: Language): PlainPage => ({
  language,
  title: TITLE[language],
  paragraphs: [
    ...(error instanceof UntrustedRequest ? [REASON[error.reason][language]] : []),
    ADVICE[language],
    error.message,
  ],
});
