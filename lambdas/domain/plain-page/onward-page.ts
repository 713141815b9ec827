import type { Language } from '../../contracts/enrolment.ts';
import { escapeHtml, renderPlainPage } from './plain-page.ts';

type Words = Readonly<Record<Language, string>>;

const TITLE: Words = {
  en: 'This link leaves Guichet',
  fr: 'Ce lien quitte Guichet',
  ja: 'このリンクはGuichetの外に出ます',
};
const TEXT: Words = {
  en: '“{client}” is still being tried out by its developers: nobody here has looked at it. It sends you on to {place}.',
  fr: '« {client} » est encore à l’essai chez ses développeurs : personne ne l’a examiné ici. Il vous envoie vers {place}.',
  ja: '「{client}」は開発者が試験中のサービスで、こちらでは審査していません。移動先は {place} です。',
};
const ADVICE: Words = {
  en: 'Go on only if you are trying it out yourself. Never give your code there.',
  fr: 'Ne continuez que si vous l’essayez vous-même. N’y donnez jamais votre code.',
  ja: 'ご自身で試している場合だけ進んでください。移動先でPINを入力しないでください。',
};
const GO: Words = { en: 'Go on', fr: 'Continuer', ja: '進む' };

/**
 * RFC 9700 §4.11.2: an address that nobody of ours has looked at is not followed by itself; the person reads where it leads, and
 * decides. The last line is for the service's developers.
 */
export function renderOnwardPage(page: {
  readonly language: Language;
  readonly clientName: string;
  /** The registered address of the service. */
  readonly registered: string;
  /** Where the link leads: there, or to an address of ours that signs or posts the answer first. */
  readonly location: string;
  readonly sentence?: string;
}): string {
  const { language, clientName, registered, location, sentence } = page;
  const url = URL.parse(registered);
  const text = TEXT[language]
    .replace('{place}', () => url?.host || (url?.protocol ?? ''))
    .replace('{client}', () => clientName);
  const paragraphs = [text, ADVICE[language], ...(sentence === undefined ? [] : [sentence])];
  const link = `<p><a class="go" href="${escapeHtml(location)}" rel="noreferrer">${escapeHtml(GO[language])}</a></p>`;
  return renderPlainPage({ language, title: TITLE[language], paragraphs }, link);
}
