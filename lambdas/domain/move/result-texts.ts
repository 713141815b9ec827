import type { Language } from '../../contracts/enrolment.ts';
import type { NoticeState } from '../../contracts/moves.ts';

type Outcome = Exclude<NoticeState, 'queued'>;
interface Words {
  readonly title: string;
  readonly text: string;
}

/** What a person reads in the Notices box about one business (E6); `{business}` and `{reason}` are filled. */
const RESULTS: Readonly<Record<Language, Readonly<Record<Outcome, Words>>>> = {
  en: {
    accepted: {
      title: '{business} knows your new address',
      text: '{business} has taken your change of address. Its signed receipt is attached: keep it as proof.',
    },
    refused: {
      title: '{business} did not take your change of address',
      text: '{business} answered: {reason}. Its signed answer is attached. Get in touch with it yourself.',
    },
    unreachable: {
      title: '{business} could not be told',
      text: '{business} did not answer properly, although we tried several times. It may not know your new address: tell it yourself.',
    },
    stopped: {
      title: '{business} was not told',
      text: 'You withdrew your consent or cancelled the move before {business} was told. It has received nothing.',
    },
  },
  fr: {
    accepted: {
      title: '{business} connaît votre nouvelle adresse',
      text: '{business} a pris en compte votre changement d’adresse. Son accusé signé est joint : gardez-le comme preuve.',
    },
    refused: {
      title: '{business} n’a pas pris votre changement d’adresse',
      text: '{business} a répondu : {reason}. Sa réponse signée est jointe. Contactez cet organisme vous-même.',
    },
    unreachable: {
      title: '{business} n’a pas pu être prévenu',
      text: '{business} n’a pas répondu correctement malgré plusieurs essais. Il ignore peut-être votre nouvelle adresse : prévenez-le vous-même.',
    },
    stopped: {
      title: '{business} n’a pas été prévenu',
      text: 'Vous avez retiré votre accord ou annulé le déménagement avant que {business} soit prévenu. Il n’a rien reçu.',
    },
  },
  ja: {
    accepted: {
      title: '{business}：住所変更の届出が完了しました',
      text: '{business}が住所変更を受け付けました。署名付きの受領書を添付しています。証拠として保管してください。',
    },
    refused: {
      title: '{business}：住所変更は受け付けられませんでした',
      text: '{business}の回答：{reason}。署名付きの回答を添付しています。直接お問い合わせください。',
    },
    unreachable: {
      title: '{business}：届出ができませんでした',
      text: '何度か送りましたが、{business}から正しい回答がありませんでした。新しい住所が届いていない可能性があります。直接ご連絡ください。',
    },
    stopped: {
      title: '{business}：届出を行いませんでした',
      text: '{business}へ送る前に、同意の撤回または引越しの取消しがありました。何も送られていません。',
    },
  },
};

export function resultWords(
  language: Language,
  outcome: Outcome,
  values: { readonly business: string; readonly reason: string },
): Words {
  const { title, text } = RESULTS[language][outcome];
  const fill = (sentence: string): string =>
    sentence.replaceAll('{business}', () => values.business).replaceAll('{reason}', () => values.reason);
  return { title: fill(title), text: fill(text) };
}
