import { sentenceOf } from '../i18n/translate.ts';

/** A claim in words the person knows. */
export const claimName = (claim: string): string => sentenceOf(`claim.${claim}`) ?? claim;
