import type { MessageTemplate } from '../template.ts';

/** Tells somebody who may issue documents for an organisation that one is asked for (E-20). Names no citizen. Data: `organisation`, `link`. */
export const documentRequested: MessageTemplate = {
  en: {
    subject: 'A document is asked of {organisation}',
    text: 'Hello,\n\nsomebody asks {organisation} for a document that you may sign. To see the request, to issue it or to refuse:\n\n{link}',
    action: 'See the request',
  },
  fr: {
    subject: 'Un document est demandé à {organisation}',
    text: 'Bonjour,\n\nune personne demande à {organisation} un document que vous pouvez signer. Pour voir la demande, le délivrer ou refuser :\n\n{link}',
    action: 'Voir la demande',
  },
  ja: {
    subject: '{organisation}への証明書発行依頼',
    text: 'こんにちは。\n\nあなたが署名できる証明書の発行依頼が{organisation}に届きました。次のページで確認し、発行または却下してください。\n\n{link}',
    action: '依頼を見る',
  },
};
