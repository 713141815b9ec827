import type { MessageTemplate } from '../template.ts';

/** The same by SMS, in one message each (GSM 03.38; UCS-2 for Japanese). Data: `until`, `link`. */
export const letterWaitingSms: MessageTemplate = {
  en: { text: 'A registered letter waits in your Guichet box until {until}: {link}' },
  fr: { text: "Une lettre recommandee vous attend dans Guichet jusqu'au {until} : {link}" },
  ja: { text: '電子書留が届いています（{until}まで）。{link}' },
};
