import type { MessageTemplate } from '../template.ts';

/** A refusal says why and offers another try or the counter (A10). Data: `reference`, `reasons` (lines), `link` (start page). */
export const enrolmentRejected: MessageTemplate = {
  en: {
    subject: 'Your identity could not be verified',
    text: 'Hello,\n\nwe could not verify your identity:\n{reasons}\n\nYou can begin a new request, or go to a counter with your document and this reference: {reference}.\n\n{link}\n\nIf you think that this is a mistake, answer by contacting support with the reference.',
    action: 'Begin a new request',
  },
  fr: {
    subject: 'Votre identité n’a pas pu être vérifiée',
    text: 'Bonjour,\n\nnous n’avons pas pu vérifier votre identité :\n{reasons}\n\nVous pouvez commencer une nouvelle demande, ou vous rendre à un guichet avec votre document et cette référence : {reference}.\n\n{link}\n\nSi vous pensez qu’il s’agit d’une erreur, contactez l’assistance en donnant la référence.',
    action: 'Commencer une nouvelle demande',
  },
  ja: {
    subject: '本人確認ができませんでした',
    text: 'こんにちは。\n\n次の理由により、本人確認ができませんでした。\n{reasons}\n\n新しく申請するか、身分証明書と受付番号 {reference} をお持ちのうえ窓口にお越しください。\n\n{link}\n\n誤りと思われる場合は、受付番号を添えてサポートにお問い合わせください。',
    action: '新しく申請する',
  },
};
