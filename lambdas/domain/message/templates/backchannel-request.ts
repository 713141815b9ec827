import type { MessageTemplate } from '../template.ts';

/** Wakes the phone for a request without a page on a computer (CIBA), by SMS. Data: `client`, `link`. */
export const backchannelRequest: MessageTemplate = {
  en: {
    text: '{client} asks for your approval. Open {link} to see what for. Not expected? Refuse it there.',
  },
  fr: {
    text: '{client} demande votre accord. Ouvrez {link} pour voir de quoi il s’agit. Inattendu ? Refusez.',
  },
  ja: {
    text: '{client} が承認を求めています。{link} で内容を確認してください。心当たりがなければ拒否してください。',
  },
};
