import type { MessageTemplate } from '../template.ts';

/** To the holder or the representative: the other one ended the attribute (E3). Data: `organisation`, `link`. */
export const attributeRevoked: MessageTemplate = {
  en: {
    subject: 'An attribute has ended: {organisation}',
    text: 'An attribute of {organisation} was revoked. From now on nobody can act for the organisation with it, and what was signed with it is not confirmed any more.\n\n{link}',
    action: 'Show the attributes',
  },
  fr: {
    subject: 'Un attribut a pris fin : {organisation}',
    text: 'Un attribut de {organisation} a été révoqué. Désormais, plus personne ne peut agir pour l’organisation avec lui, et ce qui a été signé avec lui n’est plus confirmé.\n\n{link}',
    action: 'Voir les attributs',
  },
  ja: {
    subject: '属性が失効しました：{organisation}',
    text: '{organisation} の属性が失効しました。今後この属性で組織を代理することはできず、これまでの署名の権限も確認されません。\n\n{link}',
    action: '属性を表示する',
  },
};
