import type { MessageTemplate } from '../template.ts';

/** To the representative: a delegate signed a request for attributes (E3). Data: `organisation`, `link`. */
export const attributeRequestSigned: MessageTemplate = {
  en: {
    subject: 'A request waits for your approval: {organisation}',
    text: 'Somebody who works for {organisation} has signed a request to act for it. Check the request; if it is right, approve it with the corporate certificate.\n\n{link}',
    action: 'Check the request',
  },
  fr: {
    subject: 'Une demande attend votre approbation : {organisation}',
    text: 'Une personne travaillant pour {organisation} a signé une demande pour agir en son nom. Vérifiez la demande ; si elle est exacte, approuvez-la avec le certificat de l’organisation.\n\n{link}',
    action: 'Vérifier la demande',
  },
  ja: {
    subject: '承認待ちの申請があります：{organisation}',
    text: '{organisation} の方が、同組織を代理するための申請に署名しました。内容を確認し、正しければ法人の電子証明書で承認してください。\n\n{link}',
    action: '申請を確認する',
  },
};
