import type { MessageTemplate } from '../template.ts';

/** Something was done for a person at the counter (X3). Data: `act`, `link`. */
export const counterAct: MessageTemplate = {
  en: {
    subject: 'At the counter: {act}',
    text: 'Hello,\n\nan operator did this at a counter: {act}. It stands in your own record, with the operator’s name.\n\nDoes this surprise you? Get in touch with support now.\n\n{link}',
    action: 'See my record',
  },
  fr: {
    subject: 'Au guichet : {act}',
    text: 'Bonjour,\n\nun agent a fait ceci au guichet : {act}. Cela figure dans votre journal, avec le nom de l’agent.\n\nCela vous surprend ? Contactez le support maintenant.\n\n{link}',
    action: 'Voir mon journal',
  },
  ja: {
    subject: '窓口での手続き：{act}',
    text: 'こんにちは。\n\n窓口の担当者が次の手続きをしました：{act}。担当者名とともに、あなたの記録に残っています。\n\n心当たりがない場合は、すぐにサポートへご連絡ください。\n\n{link}',
    action: '記録を見る',
  },
};
