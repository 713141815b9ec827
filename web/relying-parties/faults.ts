import type { ClientMetadata } from '../../lambdas/contracts/relying-parties.ts';
import { t } from '../i18n/translate.ts';
import { problemOf } from '../ui/action.ts';
import { CLAIMS, claimOf, claimsOf } from './metadata.ts';

const isOf = (field: string, member: string): boolean => field === member || field.startsWith(`${member}.`);

/**
 * What is wrong with a member of the metadata or with anything in it (`redirect_uris.0`): the server's sentence, otherwise its code.
 * Of any member, where none is named.
 */
export function faultOf(failure: Error | undefined, member?: string, inside = true): string | undefined {
  const fault = problemOf(failure)?.fields?.find(
    ({ field }) => member === undefined || (inside ? isOf(field, member) : field === member),
  );
  if (fault === undefined) return undefined;
  return fault.sentence ?? (member === undefined ? `${fault.field}: ${fault.code}` : fault.code);
}

/** Where the guided form has the member; what it has no field for is written as JSON, so the choice of that is its place. */
const PLACES: Readonly<Record<string, string>> = {
  client_name: 'client_name',
  purpose: 'purpose',
  redirect_uris: 'redirect_uris',
  token_endpoint_auth_method: 'token_endpoint_auth_method',
  scope: 'scope',
  claim_purposes: 'scope',
  policy_uri: 'policy_uri',
  contacts: 'contacts',
};

/** The id of the control for each faulty member: of the guided form with this metadata, or the text of the JSON. */
export function placesOf(metadata: ClientMetadata | undefined): (field: string) => string {
  if (metadata === undefined) return () => 'json';
  const chosen = claimsOf(metadata);
  const reasons = CLAIMS.filter((scope) => chosen.has(scope)).map(
    (scope) => [`claim_purposes.${claimOf(scope)}`, `why-${scope}`] as const,
  );
  const keys = metadata.token_endpoint_auth_method === 'private_key_jwt' ? 'jwks_uri' : 'view';
  const places: Readonly<Record<string, string>> = {
    ...PLACES,
    jwks_uri: keys,
    jwks: keys,
    ...Object.fromEntries(reasons),
  };
  return (field) => places[field] ?? places[field.split('.')[0] ?? ''] ?? 'view';
}

const LABELS = {
  client_name: 'connect-form.name',
  purpose: 'connect-form.purpose',
  redirect_uris: 'connect-form.redirects',
  token_endpoint_auth_method: 'connect-form.method',
  jwks_uri: 'connect-form.jwks',
  scope: 'connect-form.claims',
  policy_uri: 'connect-form.policy',
  contacts: 'connect-form.contact',
} as const;

/** What the guided form calls a member, where it has it. */
export function labelOf(field: string): string | undefined {
  const [member = '', name] = field.split('.');
  const scope = CLAIMS.find((each) => member === 'claim_purposes' && claimOf(each) === name);
  if (scope !== undefined) return t('connect-form.why', { claim: t(`claim.${claimOf(scope)}`) });
  return Object.hasOwn(LABELS, member) ? t(LABELS[member as keyof typeof LABELS]) : undefined;
}
