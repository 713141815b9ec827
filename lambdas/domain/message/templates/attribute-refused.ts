import type { MessageTemplate } from '../template.ts';

/** To the delegate: the representative refused (E3); the reason stands on the page. Data: `organisation`, `link`. */
export const attributeRefused: MessageTemplate = {
  en: {
    subject: 'Your request was refused: {organisation}',
    text: 'The representative of {organisation} has refused your request to act for it. The reason stands on the page of the request.\n\n{link}',
    action: 'Read the reason',
  },
  fr: {
    subject: 'Votre demande a été refusée : {organisation}',
    text: 'Le représentant de {organisation} a refusé votre demande pour agir en son nom. Le motif figure sur la page de la demande.\n\n{link}',
    action: 'Lire le motif',
  },
  ja: {
    subject: '申請が却下されました：{organisation}',
    text: '{organisation} の代表者が申請を却下しました。理由は申請のページに記載されています。\n\n{link}',
    action: '理由を読む',
  },
};
