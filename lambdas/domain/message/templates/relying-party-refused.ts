import type { MessageTemplate } from '../template.ts';

/** An operator refused a service, or a change of it (B12). Data: `name`, `link`. */
export const relyingPartyRefused: MessageTemplate = {
  en: {
    subject: 'Not approved: {name}',
    text: 'Hello,\n\nwhat you asked for {name} was not approved. The reason is on its page: correct it, and ask again. What was live stays as it is.\n\n{link}',
    action: 'See the reason',
  },
  fr: {
    subject: 'Non approuvé : {name}',
    text: 'Bonjour,\n\nvotre demande pour {name} n’a pas été approuvée. Le motif est sur sa page : corrigez, puis demandez de nouveau. Ce qui était en ligne reste tel quel.\n\n{link}',
    action: 'Voir le motif',
  },
  ja: {
    subject: '不承認:{name}',
    text: 'こんにちは。\n\n{name}の申請は承認されませんでした。理由はサービスのページにあります。修正して、もう一度申請してください。公開中の内容はそのままです。\n\n{link}',
    action: '理由を見る',
  },
};
