import type { Language } from '../../contracts/enrolment.ts';
import { isReasonCode, REASONS } from '../verification/reasons.ts';

type Texts = Readonly<Record<Language, string>>;

/** Why, and what to do, in a sentence for the person; by the advice of `verification/reasons.ts`. */
const ADVICE: Readonly<Record<string, Texts>> = {
  'take-a-clear-picture': {
    en: 'The document cannot be read on the pictures: take them again in good light, without reflections, the whole document in the frame.',
    fr: 'Le document n’est pas lisible sur les photos : reprenez-les avec un bon éclairage, sans reflets, le document entier dans le cadre.',
    ja: '写真から書類を読み取れません。明るい場所で、反射を避け、書類全体が入るように撮り直してください。',
  },
  'show-the-zone': {
    en: 'The lines with the signs «<» are missing on the pictures: picture the side that has them, as a whole.',
    fr: 'Les lignes comportant des signes « < » manquent sur les photos : photographiez en entier le côté qui les porte.',
    ja: '「<」記号を含む行が写っていません。その行がある面全体を撮影してください。',
  },
  'wait-for-the-reviewer': {
    en: 'Something could not be checked automatically.',
    fr: 'Un point n’a pas pu être vérifié automatiquement.',
    ja: '自動では確認できない点がありました。',
  },
  'use-a-valid-document': {
    en: 'The document has expired: use one that is still valid.',
    fr: 'Le document est périmé : utilisez un document en cours de validité.',
    ja: '書類の有効期限が切れています。有効な書類をご利用ください。',
  },
  'check-the-document': {
    en: 'The dates on the document do not fit together: check that you pictured the right document.',
    fr: 'Les dates du document ne concordent pas : vérifiez que vous avez photographié le bon document.',
    ja: '書類の日付に矛盾があります。正しい書類を撮影したかご確認ください。',
  },
  'choose-the-right-type': {
    en: 'The document is not of the type you chose: choose its type again.',
    fr: 'Le document n’est pas du type choisi : choisissez à nouveau son type.',
    ja: '選択した種類の書類ではありません。種類を選び直してください。',
  },
  'use-an-accepted-document': {
    en: 'This document is not accepted: use another one, or go to a counter.',
    fr: 'Ce document n’est pas accepté : utilisez-en un autre ou rendez-vous à un guichet.',
    ja: 'この書類は利用できません。別の書類を使うか、窓口にお越しください。',
  },
  'come-back-when-of-age': {
    en: 'A digital identity is given from legal age on.',
    fr: 'L’identité numérique est délivrée à partir de la majorité.',
    ja: 'デジタルIDは成年に達した方が対象です。',
  },
  'check-what-you-typed': {
    en: 'What you typed does not agree with the document: compare both and correct the form.',
    fr: 'Votre saisie ne correspond pas au document : comparez et corrigez le formulaire.',
    ja: '入力内容が書類と一致しません。見比べて、入力を訂正してください。',
  },
  'show-the-portrait': {
    en: 'The portrait on the document cannot be seen: picture the front again.',
    fr: 'La photo d’identité du document n’est pas visible : photographiez à nouveau le recto.',
    ja: '書類の顔写真が見えません。表面を撮り直してください。',
  },
  'keep-your-face-in-the-mask': {
    en: 'Your face could not be seen all the time in the video: record it again with your face in the mask.',
    fr: 'Votre visage n’était pas toujours visible dans la vidéo : recommencez en gardant le visage dans le masque.',
    ja: '動画で顔が見えない部分がありました。枠に顔を入れたまま録画し直してください。',
  },
  'be-alone-in-the-picture': {
    en: 'The video shows more than one person: record it again, alone.',
    fr: 'La vidéo montre plusieurs personnes : recommencez, seul(e).',
    ja: '動画に複数の人が写っています。お一人で録画し直してください。',
  },
  'use-your-own-document': {
    en: 'The person in the video is not the one on the document.',
    fr: 'La personne de la vidéo n’est pas celle du document.',
    ja: '動画の人物が書類の人物と一致しません。',
  },
  'record-the-video-again': {
    en: 'The video cannot be used: record it again.',
    fr: 'La vidéo n’est pas exploitable : enregistrez-la à nouveau.',
    ja: '動画を確認できません。録画し直してください。',
  },
  'show-the-document-to-the-camera': {
    en: 'The document was not seen in the video: hold it to the camera inside the frame.',
    fr: 'Le document n’a pas été vu dans la vidéo : présentez-le à la caméra dans le cadre.',
    ja: '動画で書類が確認できません。枠の中に入れてカメラに示してください。',
  },
  'say-the-digits-shown': {
    en: 'The three digits were not heard: say them aloud when they are shown.',
    fr: 'Les trois chiffres n’ont pas été entendus : dites-les à voix haute quand ils s’affichent.',
    ja: '3つの数字が聞き取れません。表示されたら声に出して読んでください。',
  },
  'use-your-account': {
    en: 'An identity exists already for this person, document, phone or email address: sign in with it or recover it.',
    fr: 'Une identité existe déjà pour cette personne, ce document, ce téléphone ou cette adresse : connectez-vous ou récupérez-la.',
    ja: 'この方、書類、電話番号またはメールアドレスのデジタルIDはすでにあります。ログインまたは復旧してください。',
  },
  'go-to-a-counter': {
    en: 'Your identity cannot be verified online: go to a counter with your document.',
    fr: 'Votre identité ne peut pas être vérifiée en ligne : rendez-vous à un guichet avec votre document.',
    ja: 'オンラインでは本人確認ができません。書類をお持ちのうえ窓口にお越しください。',
  },
  'use-an-undamaged-document': {
    en: 'The document is damaged: use another one, or go to a counter.',
    fr: 'Le document est abîmé : utilisez-en un autre ou rendez-vous à un guichet.',
    ja: '書類が損傷しています。別の書類を使うか、窓口にお越しください。',
  },
};

const OF_HELD_HANDLES: Readonly<Record<string, string>> = {
  'phone-already-used': 'use-your-account',
  'email-already-used': 'use-your-account',
};

/** Reasons as lines for an e-mail, each said once; a reason without a text of its own gets the general one. */
export function adviceLines(codes: readonly string[], language: Language): string {
  const advices = codes.map((code) =>
    isReasonCode(code) ? REASONS[code].advice : (OF_HELD_HANDLES[code] ?? 'wait-for-the-reviewer'),
  );
  const lines = [...new Set(advices)].flatMap((advice) => ADVICE[advice]?.[language] ?? []);
  return lines.map((line) => `– ${line}`).join('\n');
}
