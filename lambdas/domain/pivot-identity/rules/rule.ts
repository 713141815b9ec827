import type { IdentityContacts, PivotClaim, PivotIdentity } from '../pivot-identity.ts';

/** Stable codes; the web app holds their texts. */
export type PivotProblemCode =
  | 'missing'
  | 'too-long'
  | 'characters-not-allowed'
  | 'no-letter'
  | 'date-invalid'
  | 'date-in-future'
  | 'date-too-old'
  | 'gender-invalid'
  | 'country-code-invalid'
  | 'commune-code-missing'
  | 'commune-code-invalid'
  | 'commune-code-abroad'
  | 'email-invalid'
  | 'phone-number-invalid';

export interface PivotProblem {
  readonly field: PivotClaim;
  readonly code: PivotProblemCode;
}

export type RuledIdentity = PivotIdentity & Partial<IdentityContacts>;

/** One rule about one claim: the problem's code, or nothing. */
export interface PivotRule {
  readonly field: PivotClaim;
  readonly judge: (identity: RuledIdentity, today: string) => PivotProblemCode | undefined;
}
