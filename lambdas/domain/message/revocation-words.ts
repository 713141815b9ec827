import type { Language } from '../../contracts/enrolment.ts';
import type { RevocationReason } from '../certificate/certificate-record.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<RevocationReason, string>>>> = {
  en: {
    keyCompromise: 'its key was lost or may be in other hands',
    cACompromise: 'the authority’s own key is no longer safe',
    affiliationChanged: 'what it says of you has changed',
    superseded: 'a new one took its place',
    cessationOfOperation: 'it is no longer wanted',
    certificateHold: 'suspended',
    privilegeWithdrawn:
      'it was withdrawn by the authority, because something in it was wrong or no longer allowed',
  },
  fr: {
    keyCompromise: 'sa clé a été perdue ou peut être en d’autres mains',
    cACompromise: 'la clé de l’autorité elle-même n’est plus sûre',
    affiliationChanged: 'ce qu’il dit de vous a changé',
    superseded: 'un nouveau l’a remplacé',
    cessationOfOperation: 'il n’est plus souhaité',
    certificateHold: 'suspension',
    privilegeWithdrawn: 'l’autorité l’a retiré, parce qu’une donnée était fausse ou n’est plus admise',
  },
  ja: {
    keyCompromise: '鍵の紛失、または他人の手に渡ったおそれ',
    cACompromise: '認証局の鍵の安全性が失われたため',
    affiliationChanged: '記載内容の変更',
    superseded: '新しい証明書への更新',
    cessationOfOperation: '利用の終了',
    certificateHold: '停止',
    privilegeWithdrawn: '記載の誤りなどによる認証局の職権失効',
  },
};

/** Why a certificate ended, in the words of a message. */
export const revocationWord = (reason: RevocationReason, language: Language): string =>
  WORDS[language][reason];
