import type { Language } from '../../contracts/enrolment.ts';
import { escapeHtml, PLAIN_PAGE_HEADERS, renderPlainPage } from './plain-page.ts';

type Words = Readonly<Record<Language, string>>;

const TITLE: Words = {
  en: 'Sign out in this browser?',
  fr: 'Se déconnecter de ce navigateur ?',
  ja: 'このブラウザーからログアウトしますか？',
};
const ASKED_BY = {
  en: (client: string) => `${client} asks whether you want to sign out here as well.`,
  fr: (client: string) => `${client} demande si vous voulez aussi vous déconnecter ici.`,
  ja: (client: string) => `${client} から、ここでもログアウトするか確認がありました。`,
} as const;
const TEXT: Words = {
  en: 'You are signed in with the phone whose number ends in {ending}. Signing out also ends it at the services you used in this browser.',
  fr: 'Vous êtes connecté avec le téléphone dont le numéro finit par {ending}. La déconnexion vaut aussi pour les services utilisés dans ce navigateur.',
  ja: '番号の末尾が {ending} の携帯電話でログインしています。ログアウトすると、このブラウザーで利用したサービスからもログアウトします。',
};
const END: Words = { en: 'Sign out', fr: 'Se déconnecter', ja: 'ログアウトする' };
const STAY: Words = { en: 'Stay signed in', fr: 'Rester connecté', ja: 'ログインしたままにする' };

/** Asks before a session is ended that nobody has proved to know of (RP-Initiated Logout §2): one form, back to where it came from. */
export function renderLogoutPage(page: {
  readonly language: Language;
  readonly clientName: string | undefined;
  readonly phoneEnding: string;
  /** Comes back with the answer. */
  readonly sealed: string;
}): string {
  const { language, clientName, phoneEnding, sealed } = page;
  const paragraphs = [
    ...(clientName === undefined ? [] : [ASKED_BY[language](clientName)]),
    TEXT[language].replace('{ending}', phoneEnding),
  ];
  const button = (value: string, words: Words): string =>
    `<p><button${value === 'end' ? ' class="first"' : ''} name="decision" value="${value}">${escapeHtml(words[language])}</button></p>`;
  const form =
    `<form method="post" action="/oauth/end-session"><input type="hidden" name="logout" value="${escapeHtml(sealed)}">` +
    `${button('end', END)}${button('stay', STAY)}</form>`;
  return renderPlainPage({ language, title: TITLE[language], paragraphs }, form);
}

/** The form may go to us, and on from there to where the service wants the person back. */
export function logoutPageHeaders(target: string | undefined): Readonly<Record<string, string>> {
  const csp = PLAIN_PAGE_HEADERS['content-security-policy'];
  const back = target === undefined ? '' : ` ${new URL(target).origin}`;
  return { ...PLAIN_PAGE_HEADERS, 'content-security-policy': `${csp}; form-action 'self'${back}` };
}
