import type { MessageTemplate } from '../template.ts';

/** An operator refused an organisation (E3). Data: `name`, `link`. */
export const organisationRefused: MessageTemplate = {
  en: {
    subject: 'Not admitted: {name}',
    text: 'Hello,\n\nthe registration of {name} was refused at the counter. Compare the corporate number and the papers, and announce it again; the counter tells you the reason.\n\n{link}',
    action: 'Open my organisations',
  },
  fr: {
    subject: 'Non admise : {name}',
    text: 'Bonjour,\n\nl’inscription de {name} a été refusée au guichet. Vérifiez le numéro et les pièces, puis annoncez-la de nouveau ; le guichet vous dira le motif.\n\n{link}',
    action: 'Ouvrir mes organisations',
  },
  ja: {
    subject: '登録不可:{name}',
    text: 'こんにちは。\n\n{name}の登録は窓口で認められませんでした。法人番号と書類を確認して、もう一度届け出てください。理由は窓口でお尋ねください。\n\n{link}',
    action: '組織を開く',
  },
};
