import type { Language } from '../../contracts/enrolment.ts';

export type CounterAct =
  | 'identity-shown'
  | 'pin-unlocked'
  | 'signing-password-unlocked'
  | 'upgrade-code-issued'
  | 'identity-suspended'
  | 'identity-suspension-lifted';

const WORDS: Readonly<Record<Language, Readonly<Record<CounterAct, string>>>> = {
  en: {
    'identity-shown': 'your data was looked at',
    'pin-unlocked': 'your 4-digit code was unlocked',
    'signing-password-unlocked': 'your signing password was unlocked',
    'upgrade-code-issued': 'your documents were compared, and you were given a code for your profile',
    'identity-suspended':
      'your identity was suspended, and nobody can sign in with it until a counter lifts that',
    'identity-suspension-lifted': 'the suspension of your identity was lifted',
  },
  fr: {
    'identity-shown': 'vos données ont été consultées',
    'pin-unlocked': 'votre code à 4 chiffres a été débloqué',
    'signing-password-unlocked': 'votre mot de passe de signature a été débloqué',
    'upgrade-code-issued': 'vos documents ont été comparés et un code pour votre profil vous a été remis',
    'identity-suspended':
      'votre identité a été suspendue, et personne ne peut se connecter avec elle tant qu’un guichet ne lève pas cette suspension',
    'identity-suspension-lifted': 'la suspension de votre identité a été levée',
  },
  ja: {
    'identity-shown': '登録情報の閲覧',
    'pin-unlocked': '4桁のPINのロック解除',
    'signing-password-unlocked': '署名用パスワードのロック解除',
    'upgrade-code-issued': '本人確認書類の照合と、プロフィールに入力するコードの交付',
    'identity-suspended': 'デジタルIDの利用停止（窓口で解除されるまで誰もログインできません）',
    'identity-suspension-lifted': 'デジタルIDの利用停止の解除',
  },
};

/** What was done at the counter, in the words of a message. */
export const counterActWord = (act: CounterAct, language: Language): string => WORDS[language][act];
