import type { MessageTemplate } from '../template.ts';

/** The suspension of a certificate was lifted (C5). Data: `certificate`, `link`. */
export const certificateLifted: MessageTemplate = {
  en: {
    subject: 'Good again: {certificate}',
    text: 'Hello,\n\nthe suspension of a certificate of yours was lifted: {certificate}. It is good again.\n\nWas it not you? Suspend or revoke it now, and get in touch with a counter.\n\n{link}',
    action: 'See my certificates',
  },
  fr: {
    subject: 'De nouveau valable : {certificate}',
    text: 'Bonjour,\n\nla suspension d’un de vos certificats a été levée : {certificate}. Il est de nouveau valable.\n\nCe n’était pas vous ? Suspendez-le ou révoquez-le maintenant et adressez-vous à un guichet.\n\n{link}',
    action: 'Voir mes certificats',
  },
  ja: {
    subject: '停止解除:{certificate}',
    text: 'こんにちは。\n\nあなたの{certificate}の停止が解除されました。再び有効です。\n\n心当たりがない場合は、すぐに停止または失効させ、窓口へご連絡ください。\n\n{link}',
    action: '証明書を見る',
  },
};
