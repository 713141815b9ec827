import type { MessageTemplate } from '../template.ts';

/** An operator admitted an organisation (E3). Data: `name`, `link`. */
export const organisationAdmitted: MessageTemplate = {
  en: {
    subject: 'Admitted: {name}',
    text: 'Hello,\n\n{name} was admitted at the counter, and you are its representative. As the next step apply for its corporate certificate or official seal.\n\n{link}',
    action: 'Open my organisations',
  },
  fr: {
    subject: 'Admise : {name}',
    text: 'Bonjour,\n\n{name} a été admise au guichet et vous en êtes le représentant. Demandez maintenant son certificat d’entreprise ou son cachet officiel.\n\n{link}',
    action: 'Ouvrir mes organisations',
  },
  ja: {
    subject: '登録完了:{name}',
    text: 'こんにちは。\n\n{name}の登録が窓口で認められ、あなたが代表者になりました。次に、法人証明書または公印証明書を申請してください。\n\n{link}',
    action: '組織を開く',
  },
};
