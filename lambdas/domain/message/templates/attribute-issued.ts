import type { MessageTemplate } from '../template.ts';

/** To the delegate: the attribute was issued (E3). Data: `organisation`, `link`. */
export const attributeIssued: MessageTemplate = {
  en: {
    subject: 'You may now act for {organisation}',
    text: 'The representative of {organisation} has approved your request. Your attribute is issued: documents you sign with your SIGNATURE certificate now show what you may do for the organisation.\n\n{link}',
    action: 'Show my attributes',
  },
  fr: {
    subject: 'Vous pouvez désormais agir pour {organisation}',
    text: 'Le représentant de {organisation} a approuvé votre demande. Votre attribut est délivré : les documents que vous signez avec votre certificat de SIGNATURE montrent désormais ce que vous pouvez faire pour l’organisation.\n\n{link}',
    action: 'Voir mes attributs',
  },
  ja: {
    subject: '{organisation} の代理権限が登録されました',
    text: '{organisation} の代表者が申請を承認し、属性が発行されました。署名用電子証明書で署名した文書に、あなたの権限が示されます。\n\n{link}',
    action: '属性を表示する',
  },
};
