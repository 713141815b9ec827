import type { AccountIdentity } from '../account/account-identity.ts';

/** Claims about the person that can be asked for, in the order pages list them (A12). */
export const IDENTITY_CLAIMS = [
  'name',
  'given_name',
  'family_name',
  'preferred_username',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
  'email',
  'email_verified',
  'phone_number',
  'phone_number_verified',
] as const;
export type IdentityClaim = (typeof IDENTITY_CLAIMS)[number];

export const isIdentityClaim = (name: string): name is IdentityClaim =>
  (IDENTITY_CLAIMS as readonly string[]).includes(name);

const PIVOT: readonly IdentityClaim[] = [
  'given_name',
  'family_name',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
];

/** Scope → claims: OIDC Core §5.4 where it defines them, else FranceConnect's (B6). */
export const SCOPES: Readonly<Record<string, readonly IdentityClaim[]>> = {
  openid: [],
  profile: ['given_name', 'family_name', 'preferred_username', 'gender', 'birthdate'],
  email: ['email', 'email_verified'],
  phone: ['phone_number', 'phone_number_verified'],
  birth: ['birthplace', 'birthcountry'],
  identite_pivot: PIVOT,
  given_name: ['given_name'],
  family_name: ['family_name'],
  preferred_username: ['preferred_username'],
  birthdate: ['birthdate'],
  gender: ['gender'],
  birthplace: ['birthplace'],
  birthcountry: ['birthcountry'],
};

/**
 * What a client of these scopes may name in `claims` (OIDC Core §5.5). `name` is asked by name alone: who is told both its parts need
 * not be shown it as a third.
 */
export function claimsWithin(scopes: readonly string[]): ReadonlySet<IdentityClaim> {
  const claims = new Set(claimsOfScopes(scopes));
  return claims.has('given_name') && claims.has('family_name') ? claims.add('name') : claims;
}

/** The claims that scopes stand for, each once, in the order of the list. */
export function claimsOfScopes(scopes: readonly string[]): readonly IdentityClaim[] {
  const wanted = new Set(
    scopes.flatMap((scope) => (Object.hasOwn(SCOPES, scope) ? (SCOPES[scope] ?? []) : [])),
  );
  return IDENTITY_CLAIMS.filter((claim) => wanted.has(claim));
}

/** Values of the named claims; one the person does not have is left out (OIDC Core §5.3.2), an empty birthplace stays. */
export function toClaims(
  identity: AccountIdentity,
  names: readonly IdentityClaim[],
): Readonly<Record<string, string | boolean>> {
  const { email, phone_number, ...rest } = identity;
  const all: Readonly<Record<IdentityClaim, string | boolean | undefined>> = {
    ...rest,
    name: `${identity.given_name} ${identity.family_name}`,
    preferred_username: identity.preferred_username || undefined,
    email,
    email_verified: true,
    phone_number,
    phone_number_verified: true,
  };
  const chosen: Record<string, string | boolean> = {};
  for (const name of names) {
    const value = all[name];
    if (value !== undefined) chosen[name] = value;
  }
  return chosen;
}
