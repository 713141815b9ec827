import type { MessageTemplate } from '../template.ts';

/** To the new number (B11). */
export const phoneNewSms: MessageTemplate = {
  en: { text: 'This is now the number of your digital identity: you sign in with it.' },
  fr: { text: 'Ce numéro est désormais celui de votre identité numérique : vous vous connectez avec lui.' },
  ja: { text: 'この番号がデジタルIDの電話番号になりました。今後はこの番号でログインしてください。' },
};
