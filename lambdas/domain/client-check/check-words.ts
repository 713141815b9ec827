import type { Language } from '../../contracts/enrolment.ts';
import type { CheckResult } from './client-check.ts';

type Words = Readonly<Record<Language, string>>;

/** The result of a check as a sentence; `{about}` is what it concerns. */
export function checkSentence({ code, about = '' }: CheckResult, language: Language): string {
  return (WORDS[code]?.[language] ?? code).replace('{about}', about);
}

const WORDS: Readonly<Record<string, Words>> = {
  'redirect-uris-good': {
    en: 'Every redirect address is whole, and leads to a host that exists.',
    fr: 'Chaque adresse de retour est complète et mène à un hôte qui existe.',
    ja: 'リダイレクト先はすべて完全なアドレスで、ホストも存在します。',
  },
  'redirect-wildcard': {
    en: '{about} is not one whole address: name each address, without a wildcard.',
    fr: '{about} n’est pas une adresse complète : nommez chaque adresse, sans joker.',
    ja: '{about}は完全なアドレスではありません。ワイルドカードを使わず、一つずつ登録してください。',
  },
  'redirect-not-https': {
    en: '{about} must be https in production.',
    fr: '{about} doit être en https en production.',
    ja: '本番環境では{about}をhttpsにしてください。',
  },
  'redirect-host-unknown': {
    en: 'The host of {about} cannot be found, or leads into a private network. Check its name, or its DNS entry.',
    fr: 'L’hôte de {about} est introuvable, ou mène à un réseau privé. Vérifiez son nom ou son entrée DNS.',
    ja: '{about}のホストが見つからないか、私設ネットワークを指しています。名前またはDNSを確認してください。',
  },
  'keys-good': {
    en: 'The public keys are where they are needed.',
    fr: 'Les clés publiques sont là où il en faut.',
    ja: '必要な公開鍵がそろっています。',
  },
  'keys-missing': {
    en: 'Public keys are needed: give jwks, or jwks_uri.',
    fr: 'Des clés publiques sont nécessaires : donnez jwks ou jwks_uri.',
    ja: '公開鍵が必要です。jwksまたはjwks_uriを指定してください。',
  },
  'keys-unreachable': {
    en: 'Nobody answers at {about}: the keys must be there over https, without a redirect.',
    fr: 'Personne ne répond à {about} : les clés doivent y être en https, sans redirection.',
    ja: '{about}から応答がありません。鍵はリダイレクトなしのhttpsで公開してください。',
  },
  'keys-unusable': {
    en: 'There is no public key at {about} that can be used: answer a JWK set (EC, RSA or OKP).',
    fr: 'Il n’y a à {about} aucune clé publique utilisable : répondez par un JWK Set (EC, RSA ou OKP).',
    ja: '{about}に使える公開鍵がありません。JWK Set(EC、RSA、OKP)を返してください。',
  },
  'sector-good': {
    en: 'The sector is clear: the same person has one identifier here.',
    fr: 'Le secteur est clair : une même personne y a un seul identifiant.',
    ja: 'セクターは明確です。同じ人の識別子は一つです。',
  },
  'sector-unreachable': {
    en: 'Nobody answers at {about} (sector_identifier_uri): it must be reachable over https, without a redirect.',
    fr: 'Personne ne répond à {about} (sector_identifier_uri) : l’adresse doit être joignable en https, sans redirection.',
    ja: '{about}(sector_identifier_uri)から応答がありません。リダイレクトなしのhttpsで公開してください。',
  },
  'sector-incomplete': {
    en: 'The list at sector_identifier_uri lacks {about}: it must hold every redirect address, and jwks_uri where CIBA is used.',
    fr: 'La liste à sector_identifier_uri ne contient pas {about} : elle doit contenir toutes les adresses de retour, et jwks_uri avec CIBA.',
    ja: 'sector_identifier_uriの一覧に{about}がありません。すべてのリダイレクト先(CIBAではjwks_uriも)を載せてください。',
  },
  'presentation-good': {
    en: 'People see a name and where to read what becomes of their data.',
    fr: 'Les personnes voient un nom et où lire ce que deviennent leurs données.',
    ja: '名称と、データの取り扱いを読める場所が示されています。',
  },
  'name-missing': {
    en: 'Give the service a name that people recognise.',
    fr: 'Donnez au service un nom que les personnes reconnaissent.',
    ja: '利用者に分かるサービス名を付けてください。',
  },
  'policy-missing': {
    en: 'Give policy_uri: the page where people read what becomes of their data.',
    fr: 'Donnez policy_uri : la page où les personnes lisent ce que deviennent leurs données.',
    ja: 'policy_uri(データの取り扱いを説明するページ)を指定してください。',
  },
  'purposes-good': {
    en: 'Every claim has its purpose.',
    fr: 'Chaque donnée a sa raison.',
    ja: 'すべての項目に利用目的があります。',
  },
  'purpose-missing': {
    en: 'Say what people sign in for (purpose).',
    fr: 'Dites pourquoi les personnes se connectent (purpose).',
    ja: '何のためのログインか(purpose)を書いてください。',
  },
  'claim-purpose-missing': {
    en: 'Say why you need: {about} (claim_purposes), or ask for less.',
    fr: 'Dites pourquoi vous avez besoin de : {about} (claim_purposes), ou demandez moins.',
    ja: '次の項目が必要な理由を書くか(claim_purposes)、項目を減らしてください:{about}',
  },
  'contacts-good': {
    en: 'The operator knows whom to write to.',
    fr: 'L’opérateur sait à qui écrire.',
    ja: '運営者の連絡先が分かります。',
  },
  'contacts-missing': {
    en: 'Give the e-mail address of a person or team (contacts) that can be written to when something is wrong.',
    fr: 'Donnez l’adresse électronique d’une personne ou d’une équipe (contacts) à qui écrire en cas de problème.',
    ja: '問題があったときに連絡できる担当者のメールアドレス(contacts)を登録してください。',
  },
};

/** Every code that has words, for the test that none is missing. */
export const CHECK_CODES = Object.keys(WORDS);
