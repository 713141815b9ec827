import type { Language } from '../../contracts/enrolment.ts';
import type { Texts } from '../../contracts/procedures.ts';

/** Titles and texts of what procedures put into boxes, in the owner's language; `{name}` places are filled. */
const WORDS = {
  asked: {
    title: { en: 'A document is asked for', fr: 'Un document est demandé', ja: '証明書の発行依頼' },
    text: {
      en: '{person} asks {organisation} for: {document}.',
      fr: '{person} demande à {organisation} : {document}.',
      ja: '{person}さんから{organisation}に発行依頼があります:{document}',
    },
  },
  issued: {
    title: { en: '{document}', fr: '{document}', ja: '{document}' },
    text: {
      en: 'Signed for {organisation}. It is attached to your application “{procedure}”.',
      fr: 'Signé pour {organisation}. Il est joint à votre demande « {procedure} ».',
      ja: '{organisation}が署名しました。「{procedure}」の申込に添付されています。',
    },
  },
  issuedNotice: {
    title: {
      en: '{document}: it has come',
      fr: '{document} : document arrivé',
      ja: '{document}が届きました',
    },
    text: {
      en: '{organisation} has signed it. It lies in your safe. You can go on with your application.',
      fr: '{organisation} l’a signé. Il est dans votre coffre. Vous pouvez continuer votre demande.',
      ja: '{organisation}が署名し、保管箱に入りました。申込を続けられます。',
    },
  },
  refused: {
    title: { en: '{document}: refused', fr: '{document} : refus', ja: '{document}は発行されませんでした' },
    text: {
      en: '{organisation} did not issue it. Reason: {reason}',
      fr: '{organisation} ne l’a pas délivré. Motif : {reason}',
      ja: '{organisation}は発行しませんでした。理由:{reason}',
    },
  },
  receipt: {
    title: {
      en: 'Application “{procedure}”, signed',
      fr: 'Demande « {procedure} », signée',
      ja: '「{procedure}」申込書(署名済み)',
    },
    text: {
      en: 'Sent to {organisation}. Keep it: it proves what you applied for.',
      fr: 'Envoyée à {organisation}. Conservez-la : elle prouve ce que vous avez demandé.',
      ja: '{organisation}に送信しました。申込内容の証明になりますので保管してください。',
    },
  },
  answer: {
    title: {
      en: 'Answer to “{procedure}”: {outcome}',
      fr: 'Réponse à « {procedure} » : {outcome}',
      ja: '「{procedure}」への回答:{outcome}',
    },
    text: {
      en: '{organisation} has decided: {outcome}.\n\n{text}',
      fr: '{organisation} a décidé : {outcome}.\n\n{text}',
      ja: '{organisation}の決定:{outcome}\n\n{text}',
    },
  },
} as const satisfies Record<string, { readonly title: Texts; readonly text: Texts }>;

export type BoxWords = keyof typeof WORDS;

/** What a box item says. */
export function boxWords(
  which: BoxWords,
  language: Language,
  values: Readonly<Record<string, string>>,
): { readonly title: string; readonly text: string } {
  const fill = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
  return { title: fill(WORDS[which].title[language]), text: fill(WORDS[which].text[language]) };
}
