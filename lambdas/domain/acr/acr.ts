import type { AssuranceLevel } from '../../contracts/enrolment.ts';

/** eIDAS levels as FranceConnect names them: low, substantial, high. */
export const LEVELS = ['eidas1', 'eidas2', 'eidas3'] as const;
export type Level = (typeof LEVELS)[number];

/**
 * Sign-in by the AUTHENTICATION certificate of the phone's key (C1): stands beside the levels. It tells that a certificate of the
 * deployment's authority, good at that moment, vouched for the key; what was proved of the person is the levels' affair.
 */
export const CERTIFICATE_ACR = 'urn:guichet:acr:authentication-certificate';

export type Acr = Level | typeof CERTIFICATE_ACR;

/** What this provider can reach. */
export const REACHABLE_ACRS: readonly Acr[] = ['eidas1', 'eidas2', CERTIFICATE_ACR];

/** From the easiest to meet to the hardest: of several values asked for, the first will do. */
const BY_EASE: readonly Acr[] = ['eidas1', 'eidas2', CERTIFICATE_ACR, 'eidas3'];

/** Methods of every sign-in: phone-held key, PIN, hence several factors (RFC 8176 §2). */
export const AMR: readonly string[] = ['pop', 'pin', 'mfa'];

/** With a certificate it is known, too, that the key lies in the phone's software (RFC 8176 §2 `swk`). */
export const amrOf = (acr: Acr): readonly string[] => (acr === CERTIFICATE_ACR ? [...AMR, 'swk'] : AMR);

/** The level really used: that of the person's proofing, since every sign-in takes phone and PIN. */
export const acrOf = (level: AssuranceLevel): Level => (level === 'substantial' ? 'eidas2' : 'eidas1');

/** Whether `actual` is at least `wanted`; a certificate replaces no level, and no level a certificate. */
export function satisfies(actual: Acr, wanted: Acr): boolean {
  if (actual === CERTIFICATE_ACR || wanted === CERTIFICATE_ACR) return actual === wanted;
  return LEVELS.indexOf(actual) >= LEVELS.indexOf(wanted);
}

/** The least that will do: of several values the easiest; unknown values alone count as no demand (undefined). */
export function lowestAcr(values: readonly string[]): Acr | undefined {
  return BY_EASE.find((acr) => values.includes(acr));
}
