import { createHash } from 'node:crypto';
import type { Language } from '../../contracts/enrolment.ts';
import { escapeHtml, PLAIN_PAGE_HEADERS, renderPlainPage } from './plain-page.ts';

const SCRIPT = 'document.forms[0].submit()';
const SCRIPT_HASH = createHash('sha256').update(SCRIPT).digest('base64');

const TITLE: Readonly<Record<Language, string>> = {
  en: 'Back to the service',
  fr: 'Retour au service',
  ja: 'サービスに戻ります',
};
const TEXT: Readonly<Record<Language, string>> = {
  en: 'You are being sent back. If nothing happens, press the button.',
  fr: 'Vous allez être renvoyé vers le service. S’il ne se passe rien, appuyez sur le bouton.',
  ja: '自動的に移動します。移動しない場合はボタンを押してください。',
};
const BUTTON: Readonly<Record<Language, string>> = { en: 'Continue', fr: 'Continuer', ja: '続ける' };

/** OAuth 2.0 Form Post Response Mode §2: a form that sends itself, or is sent by a button where no script runs; all text is escaped. */
export function renderFormPostPage(
  action: string,
  parameters: Readonly<Record<string, string>>,
  language: Language,
): string {
  const fields = Object.entries(parameters).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  const form =
    `<form method="post" action="${escapeHtml(action)}">${fields.join('')}` +
    `<button type="submit">${BUTTON[language]}</button></form><script>${SCRIPT}</script>`;
  return renderPlainPage({ language, title: TITLE[language], paragraphs: [TEXT[language]] }, form);
}

/**
 * That one script may run, nothing else. No `form-action`: browsers apply it to what the service redirects to after the post as
 * well, and the form is the only one on the page.
 */
export const FORM_POST_PAGE_HEADERS: Readonly<Record<string, string>> = {
  ...PLAIN_PAGE_HEADERS,
  'content-security-policy': `${PLAIN_PAGE_HEADERS['content-security-policy']}; script-src 'sha256-${SCRIPT_HASH}'`,
  'cache-control': 'no-store',
  // With `no-referrer` the post would say `Origin: null`, which many services refuse.
  'referrer-policy': 'strict-origin',
};
