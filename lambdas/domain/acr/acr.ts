import type { AssuranceLevel } from '../../contracts/enrolment.ts';

/** eIDAS levels as FranceConnect names them: low, substantial, high. */
export const ACRS = ['eidas1', 'eidas2', 'eidas3'] as const;
export type Acr = (typeof ACRS)[number];

/** Levels this provider can reach. */
export const REACHABLE_ACRS: readonly Acr[] = ['eidas1', 'eidas2'];

/** Methods of every sign-in: phone-held key, PIN, hence several factors (RFC 8176 §2). */
export const AMR: readonly string[] = ['pop', 'pin', 'mfa'];

/** The level really used: that of the person's proofing, since every sign-in takes phone and PIN. */
export const acrOf = (level: AssuranceLevel): Acr => (level === 'substantial' ? 'eidas2' : 'eidas1');

/** Whether `actual` is at least `wanted`. */
export const satisfies = (actual: Acr, wanted: Acr): boolean => ACRS.indexOf(actual) >= ACRS.indexOf(wanted);

/** The least level that will do: of several values the lowest; unknown values alone count as no demand (undefined). */
export function lowestAcr(values: readonly string[]): Acr | undefined {
  return ACRS.find((acr) => values.includes(acr));
}
