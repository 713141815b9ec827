import { createHash } from 'node:crypto';
import type { Language } from '../../contracts/enrolment.ts';

export interface PlainPage {
  readonly language: Language;
  readonly title: string;
  readonly paragraphs: readonly string[];
}

const STYLE =
  'body{font:1.0625rem/1.5 system-ui,sans-serif;color:#16211d;background:#f6f2e8;margin:0}' +
  'main{overflow-wrap:anywhere;max-width:34rem;margin:12vh auto;padding:2rem;background:#fffdf8;border-top:.5rem solid #0b4a3f;border-radius:.75rem}' +
  'h1{font-size:1.375rem;margin-top:0}' +
  'button,a.go{display:block;box-sizing:border-box;text-align:center;text-decoration:none;font:inherit;font-weight:600;min-height:2.75rem;width:100%;padding:.5rem 1.25rem;border:2px solid #0b4a3f;border-radius:.5rem;color:#0b4a3f;background:#fffdf8}' +
  'button.first{color:#fffdf8;background:#0b4a3f}';
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64');

export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/**
 * A page without script for what cannot be said by a redirect; all text is escaped.
 *
 * @param more markup of ours under the text
 */
export function renderPlainPage({ language, title, paragraphs }: PlainPage, more = ''): string {
  const text = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  return (
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="robots" content="noindex">` +
    `<meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title>` +
    `<style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${text}${more}</main></body></html>`
  );
}

/** Headers of such a page: nothing may be loaded, run or framed. */
export const PLAIN_PAGE_HEADERS: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; frame-ancestors 'none'; base-uri 'none'`,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};
