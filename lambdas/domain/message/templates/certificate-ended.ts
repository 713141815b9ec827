import type { MessageTemplate } from '../template.ts';

/** A certificate was revoked (C5). Data: `certificate`, `reason`, `link`. */
export const certificateEnded: MessageTemplate = {
  en: {
    subject: 'Ended: {certificate}',
    text: 'Hello,\n\na certificate of yours is no longer valid: {certificate}. Reason: {reason}. Signatures made before stay valid where a time-stamp proves it.\n\nWas this not meant? Get in touch with a counter. You can apply for a new one:\n\n{link}',
    action: 'See my certificates',
  },
  fr: {
    subject: 'Terminé : {certificate}',
    text: 'Bonjour,\n\nun de vos certificats n’est plus valable : {certificate}. Motif : {reason}. Les signatures faites avant restent valables lorsqu’un horodatage le prouve.\n\nCe n’était pas voulu ? Adressez-vous à un guichet. Vous pouvez en demander un nouveau :\n\n{link}',
    action: 'Voir mes certificats',
  },
  ja: {
    subject: '失効:{certificate}',
    text: 'こんにちは。\n\nあなたの{certificate}は失効しました。理由:{reason}。それより前の署名は、タイムスタンプで証明できるものは有効なままです。\n\n意図したものでない場合は窓口へご連絡ください。新しい証明書を申請できます。\n\n{link}',
    action: '証明書を見る',
  },
};
