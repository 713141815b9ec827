import type { MessageTemplate } from '../template.ts';

/** A certificate was suspended (C5). Data: `certificate`, `link`. */
export const certificateSuspended: MessageTemplate = {
  en: {
    subject: 'Suspended: {certificate}',
    text: 'Hello,\n\na certificate of yours was suspended: {certificate}. Until the suspension is lifted it is good for nothing.\n\nWas it not you? Get in touch with a counter.\n\n{link}',
    action: 'See my certificates',
  },
  fr: {
    subject: 'Suspendu : {certificate}',
    text: 'Bonjour,\n\nun de vos certificats a été suspendu : {certificate}. Tant que la suspension n’est pas levée, il ne vaut rien.\n\nCe n’était pas vous ? Adressez-vous à un guichet.\n\n{link}',
    action: 'Voir mes certificats',
  },
  ja: {
    subject: '停止:{certificate}',
    text: 'こんにちは。\n\nあなたの{certificate}が停止されました。停止が解除されるまで使えません。\n\n心当たりがない場合は窓口へご連絡ください。\n\n{link}',
    action: '証明書を見る',
  },
};
