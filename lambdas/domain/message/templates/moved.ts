import type { MessageTemplate } from '../template.ts';

/** The SIGNATURE certificate ended because what it says of its holder changed: guidance for a move (E6). Data: `link`. */
export const moved: MessageTemplate = {
  en: {
    subject: 'You have moved: tell your businesses at once',
    text: 'Hello,\n\nyour address or another of the four attributes has changed, so your SIGNATURE certificate has ended. Your AUTHENTICATION certificate stays good.\n\nElectricity, water, bank, insurance: with one form you can tell the businesses you choose, at once, and their receipts come into your box. Log in with your AUTHENTICATION certificate to begin. A new SIGNATURE certificate, with the new data, can be had at any time.\n\n{link}',
    action: 'Tell my businesses',
  },
  fr: {
    subject: 'Vous avez déménagé : prévenez vos fournisseurs d’un coup',
    text: 'Bonjour,\n\nvotre adresse, ou un autre des quatre attributs, a changé ; votre certificat de SIGNATURE a donc pris fin. Votre certificat d’AUTHENTIFICATION reste valable.\n\nÉlectricité, eau, banque, assurance : avec un seul formulaire, prévenez d’un coup ceux que vous choisissez ; leurs accusés de réception arrivent dans votre boîte. Pour commencer, connectez-vous avec votre certificat d’AUTHENTIFICATION. Un nouveau certificat de SIGNATURE, avec les nouvelles données, peut être demandé à tout moment.\n\n{link}',
    action: 'Prévenir mes fournisseurs',
  },
  ja: {
    subject: 'お引っ越しですか。契約先へまとめて届け出できます',
    text: 'こんにちは。\n\n住所など4つの属性のいずれかが変わったため、署名用証明書は失効しました。利用者証明用証明書は有効なままです。\n\n電気、水道、銀行、保険など、選んだ契約先へ1つの様式でまとめて届け出ができ、受領の知らせは私書箱に届きます。利用者証明用証明書でログインして始めてください。新しい内容の署名用証明書はいつでも申請できます。\n\n{link}',
    action: '契約先へ届け出る',
  },
};
