import type { MessageTemplate } from '../template.ts';

/** A certificate is about to expire (C8). Data: `certificate`, `until`, `link`. */
export const certificateExpiring: MessageTemplate = {
  en: {
    subject: 'Valid until {until}: {certificate}',
    text: 'Hello,\n\nyour {certificate} is valid until {until}. Renew it before: it takes two minutes, and the months that remain are not lost.\n\nIf the document that proved your identity ends too, show a new one at a counter first.\n\n{link}',
    action: 'Renew my certificate',
  },
  fr: {
    subject: 'Valable jusqu’au {until} : {certificate}',
    text: 'Bonjour,\n\nvotre {certificate} est valable jusqu’au {until}. Renouvelez-le avant : cela prend deux minutes, et les mois qui restent ne sont pas perdus.\n\nSi le document qui a prouvé votre identité prend fin lui aussi, présentez-en d’abord un nouveau à un guichet.\n\n{link}',
    action: 'Renouveler mon certificat',
  },
  ja: {
    subject: '有効期限は{until}です:{certificate}',
    text: 'こんにちは。\n\n{certificate}の有効期限は{until}です。期限の前に更新してください。2分ほどで済み、残りの期間は失われません。\n\n本人確認に使った書類の期限も切れる場合は、先に窓口で新しい書類を提示してください。\n\n{link}',
    action: '証明書を更新する',
  },
};
