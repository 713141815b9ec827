import type { MessageTemplate } from '../template.ts';

/** Tells a person that a document they asked an organisation for was issued or refused (E-20). Data: `link`. */
export const documentDecided: MessageTemplate = {
  en: {
    subject: 'The document you asked for',
    text: 'Hello,\n\nthe organisation that you asked for a document has answered. To see it and go on with your application:\n\n{link}',
    action: 'Go on',
  },
  fr: {
    subject: 'Le document que vous avez demandé',
    text: 'Bonjour,\n\nl’organisme auquel vous avez demandé un document a répondu. Pour voir sa réponse et continuer votre demande :\n\n{link}',
    action: 'Continuer',
  },
  ja: {
    subject: 'ご依頼の証明書について',
    text: 'こんにちは。\n\nご依頼の証明書について、発行元から回答がありました。次のページで確認し、申込を続けてください。\n\n{link}',
    action: '申込を続ける',
  },
};
