import type { MessageTemplate } from '../template.ts';

/** Wakes the phone for an approval (B3), by SMS. Names no number and holds no code. Data: `client`, `link`. */
export const signInRequest: MessageTemplate = {
  en: { text: '{client} asks you to sign in. Open {link} and compare the number. Not you? Refuse it there.' },
  fr: {
    text: '{client} vous demande de vous connecter. Ouvrez {link} et comparez le nombre. Pas vous ? Refusez.',
  },
  ja: {
    text: '{client} がログインの確認を求めています。{link} を開いて番号を照合してください。心当たりがなければ拒否してください。',
  },
};
