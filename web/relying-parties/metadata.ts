import type { ClientMetadata } from '../../lambdas/contracts/relying-parties.ts';

export const METHODS = ['client_secret_basic', 'private_key_jwt', 'none'] as const;

/** Scopes that stand for one thing people understand each. */
export const CLAIMS = [
  'given_name',
  'family_name',
  'preferred_username',
  'birthdate',
  'gender',
  'birthplace',
  'birthcountry',
  'email',
  'phone',
] as const;
export type ClaimScope = (typeof CLAIMS)[number];

/** The claim that its purpose is kept under. */
export const claimOf = (scope: ClaimScope) => (scope === 'phone' ? ('phone_number' as const) : scope);

/** Scopes of OpenID Connect that stand for several claims, as the guided form shows them. */
const BUNDLES: Readonly<Record<string, readonly ClaimScope[]>> = {
  profile: ['given_name', 'family_name', 'preferred_username', 'gender', 'birthdate'],
  birth: ['birthplace', 'birthcountry'],
  identite_pivot: ['given_name', 'family_name', 'birthdate', 'gender', 'birthplace', 'birthcountry'],
};

export function claimsOf({ scope = '' }: ClientMetadata): ReadonlySet<ClaimScope> {
  const scopes = scope.split(' ');
  const bundled = scopes.flatMap((each) => BUNDLES[each] ?? []);
  return new Set(CLAIMS.filter((claim) => scopes.includes(claim) || bundled.includes(claim)));
}

/** With a claim more or less; bundles are written out. */
export function withClaim(metadata: ClientMetadata, claim: ClaimScope, wanted: boolean): ClientMetadata {
  const claims = claimsOf(metadata);
  const others = (metadata.scope ?? 'openid')
    .split(' ')
    .filter((each) => !Object.hasOwn(BUNDLES, each) && !(CLAIMS as readonly string[]).includes(each));
  const kept = CLAIMS.filter((each) => (each === claim ? wanted : claims.has(each)));
  const { [claimOf(claim)]: _reason, ...reasons } = metadata.claim_purposes ?? {};
  return without({
    ...metadata,
    scope: [...new Set(['openid', ...others, ...kept])].join(' '),
    claim_purposes: wanted ? (metadata.claim_purposes ?? {}) : reasons,
  });
}

/** What was left empty is not said. */
export function without(metadata: ClientMetadata): ClientMetadata {
  return Object.fromEntries(
    Object.entries(metadata).flatMap(([name, value]) => {
      const kept = withoutEmpty(value);
      return kept === undefined ? [] : [[name, kept]];
    }),
  );
}

function withoutEmpty(value: unknown): unknown {
  if (value === '') return undefined;
  if (Array.isArray(value)) return value.length === 0 ? undefined : value;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([, each]) => each !== '');
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

/** As it is sent: lines that were left empty are no addresses. */
export function tidy(metadata: ClientMetadata): ClientMetadata {
  const { redirect_uris = [] } = metadata;
  const addresses = redirect_uris.map((line) => line.trim()).filter((line) => line !== '');
  return without({ ...metadata, redirect_uris: addresses });
}
