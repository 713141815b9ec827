import type { Language } from '../../contracts/enrolment.ts';
import { fill } from './template.ts';
import { TEMPLATES } from './templates.ts';

/** A message's words as a notice in the box: without greeting and link, for which the box has a button of its own. */
export function noticeOf(
  template: string,
  language: Language,
  data: Readonly<Record<string, string>>,
): { readonly title: string; readonly text: string } {
  const message = TEMPLATES[template]?.[language];
  if (message === undefined) throw new Error(`There is no message template ${template}.`);
  const [, ...paragraphs] = message.text.split(/\n{2,}/);
  const text = paragraphs.filter((paragraph) => !paragraph.includes('{link}')).join('\n\n');
  return { title: fill(message.subject ?? '', data), text: fill(text, data) };
}
