import { ageOn } from '../../calendar/presumed-birth-date.ts';
import { dayIn } from '../../calendar/today.ts';
import { Refusal } from '../../errors.ts';
import type { EligibilityRule } from './rule.ts';

const NAMES_A_PERSON = 'signature';

/** A certificate with a name is given only where a human has compared the person with their document (A9, D8). */
export const proved: EligibilityRule = ({ kind, account }) =>
  kind === 'authentication' || account.level === 'substantial'
    ? undefined
    : new Refusal(
        'forbidden',
        'level-too-low',
        'This certificate needs an identity of the level "substantial". Have your documents compared at a counter, then apply.',
        { next: ['counter'] },
      );

/** No SIGNATURE certificate under fifteen (C8), nor one of an organisation. */
export const oldEnough: EligibilityRule = ({ kind, identity, settings, now }) =>
  kind === 'authentication' ||
  ageOn(identity.birthdate, dayIn(settings.timeZone, now)) >= settings.minimumAgeForSignature
    ? undefined
    : new Refusal(
        'forbidden',
        'too-young-to-sign',
        `A certificate for signatures is given from the age of ${settings.minimumAgeForSignature}.`,
        { next: ['support'] },
      );

/** The SIGNATURE certificate names the address. */
export const addressKnown: EligibilityRule = ({ kind, identity }) =>
  kind !== NAMES_A_PERSON || identity.address !== undefined
    ? undefined
    : new Refusal(
        'conflict',
        'address-missing',
        'A SIGNATURE certificate names your address, and we do not know it. Give it in your profile, then apply.',
      );

/** No certificate of a person outlives the document that proved them (C3). */
export const documentGood: EligibilityRule = ({ kind, identity, settings, now }) => {
  const personal = kind === 'authentication' || kind === NAMES_A_PERSON;
  const last = identity.documentExpiry;
  if (!personal || last === undefined || last >= dayIn(settings.timeZone, now)) return undefined;
  return new Refusal(
    'conflict',
    'proving-document-expired',
    'The document that proved your identity has ended, and no certificate can outlive it. Show a new one at a counter.',
    { next: ['counter'] },
  );
};

/** While a change of the four attributes is being finished, no certificate may name the old ones. */
export const nothingChanging: EligibilityRule = ({ kind, account }) =>
  kind !== NAMES_A_PERSON || account.change === undefined
    ? undefined
    : new Refusal(
        'conflict',
        'identity-changing',
        'A change of your data was interrupted. Open your profile, which finishes it, then apply.',
        { next: ['try-again'] },
      );
