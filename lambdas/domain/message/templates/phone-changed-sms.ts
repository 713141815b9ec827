import type { MessageTemplate } from '../template.ts';

/** To the former number (B11). No link: it would help whoever found the phone. */
export const phoneChangedSms: MessageTemplate = {
  en: {
    text: 'This is no longer the number of your digital identity. Was it not you? Open the email we sent you at the same time: its link puts it back.',
  },
  fr: {
    text: 'Ce numéro n’est plus celui de votre identité numérique. Ce n’était pas vous ? Ouvrez l’e-mail envoyé au même moment : son lien le rétablit.',
  },
  ja: {
    text: 'この番号はデジタルIDの電話番号ではなくなりました。心当たりがない場合は、同時に送ったメールのリンクから元に戻せます。',
  },
};
