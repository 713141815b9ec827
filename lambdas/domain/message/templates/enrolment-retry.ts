import type { MessageTemplate } from '../template.ts';

/** Asks for another try after a technical obstacle (A10). Data: `reference`, `reasons` (lines), `link` (secure space). */
export const enrolmentRetry: MessageTemplate = {
  en: {
    subject: 'We need one more try to verify your identity',
    text: 'Hello,\n\nyour identity could not be verified yet:\n{reasons}\n\nNothing you entered is lost. Open the secure space again and repeat what is asked for, or go to a counter with this reference: {reference}.\n\n{link}',
    action: 'Go on with the verification',
  },
  fr: {
    subject: 'Un nouvel essai est nécessaire pour vérifier votre identité',
    text: 'Bonjour,\n\nvotre identité n’a pas encore pu être vérifiée :\n{reasons}\n\nRien de ce que vous avez saisi n’est perdu. Rouvrez l’espace sécurisé et refaites ce qui est demandé, ou rendez-vous à un guichet avec cette référence : {reference}.\n\n{link}',
    action: 'Poursuivre la vérification',
  },
  ja: {
    subject: '本人確認のため、もう一度お試しください',
    text: 'こんにちは。\n\n次の理由により、まだ本人確認ができていません。\n{reasons}\n\n入力内容は保存されています。安全なスペースをもう一度開いてやり直すか、受付番号 {reference} をお持ちのうえ窓口にお越しください。\n\n{link}',
    action: '本人確認を続ける',
  },
};
