import type { MessageTemplate } from '../template.ts';

/** The same by SMS, in one message each (GSM 03.38; UCS-2 for Japanese). Data: `day`, `link`. */
export const certificateExpiringSms: MessageTemplate = {
  en: { text: 'Your Guichet certificate ends on {day}. Renew it now: {link}' },
  fr: { text: 'Votre certificat Guichet prend fin le {day}. Renouvelez-le : {link}' },
  ja: { text: '証明書の有効期限は{day}です。更新:{link}' },
};
