import type { Language } from '../../contracts/enrolment.ts';
import type { CertificateKind } from '../certificate/certificate-record.ts';

const WORDS: Readonly<Record<Language, Readonly<Record<CertificateKind, string>>>> = {
  en: {
    authentication: 'AUTHENTICATION certificate',
    signature: 'SIGNATURE certificate',
    corporate: 'corporate certificate',
    'official-seal': 'official seal',
  },
  fr: {
    authentication: 'certificat d’AUTHENTIFICATION',
    signature: 'certificat de SIGNATURE',
    corporate: 'certificat d’entreprise',
    'official-seal': 'cachet officiel',
  },
  ja: {
    authentication: '利用者証明用証明書',
    signature: '署名用証明書',
    corporate: '法人証明書',
    'official-seal': '公印証明書',
  },
};

/** What a kind of certificate is called in a message. */
export const certificateWord = (kind: CertificateKind, language: Language): string => WORDS[language][kind];
