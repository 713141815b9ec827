import type { Language } from '../../contracts/enrolment.ts';

/** Text of one message in one language; `{name}` is replaced by data. An SMS has only `text`. */
export interface MessageText {
  readonly subject?: string;
  readonly text: string;
  /** Label of the button that opens `{link}`. */
  readonly action?: string;
}
export type MessageTemplate = Readonly<Record<Language, MessageText>>;

const escapeHtml = (value: string): string => value.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** Fills `{name}` places; a place without data is an error of ours, found by the template's test. */
export function fill(text: string, data: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = data[name];
    if (value === undefined) throw new Error(`The message template needs {${name}}.`);
    return value;
  });
}

/** Subject, plain text and HTML of an e-mail: same words in both; paragraphs from blank lines; one button for the link. */
export function renderEmail(
  template: MessageTemplate,
  language: Language,
  data: Readonly<Record<string, string>>,
): { subject: string; text: string; html: string } {
  const message = template[language];
  const text = fill(message.text, data);
  const link = data.link;
  const paragraphs = text
    .split(/\n{2,}/)
    .filter((paragraph) => paragraph.trim() !== link)
    .map((paragraph) => `<p>${escapeHtml(paragraph).replaceAll('\n', '<br>')}</p>`);
  const button =
    link && message.action
      ? `<p><a href="${escapeHtml(link)}" style="${BUTTON}">${escapeHtml(message.action)}</a></p>`
      : '';
  return {
    subject: fill(message.subject ?? '', data),
    text,
    html: `<!doctype html><html lang="${language}"><body style="${BODY}">${paragraphs.join('')}${button}</body></html>`,
  };
}

export function renderSms(
  template: MessageTemplate,
  language: Language,
  data: Readonly<Record<string, string>>,
): string {
  return fill(template[language].text, data);
}

const BODY =
  'font:16px/1.5 system-ui,sans-serif;color:#14213d;max-width:36rem;margin:2rem auto;padding:0 1rem';
const BUTTON =
  'display:inline-block;padding:.8rem 1.4rem;border-radius:.5rem;background:#14365c;color:#fff;text-decoration:none';
