import type { ClientMetadata } from '../../contracts/relying-parties.ts';

/**
 * What the owner of a production client changes without an operator: keys and how things are signed, encrypted and pushed, and whom
 * to write to. All else, being what people and operators were shown or what decides who gets data, waits for approval.
 */
const FREE: ReadonlySet<string> = new Set<keyof ClientMetadata>([
  'contacts',
  'jwks',
  'jwks_uri',
  'token_endpoint_auth_signing_alg',
  'id_token_signed_response_alg',
  'id_token_encrypted_response_alg',
  'id_token_encrypted_response_enc',
  'userinfo_signed_response_alg',
  'userinfo_encrypted_response_alg',
  'userinfo_encrypted_response_enc',
  'authorization_signed_response_alg',
  'authorization_encrypted_response_alg',
  'authorization_encrypted_response_enc',
  'introspection_signed_response_alg',
  'introspection_encrypted_response_alg',
  'introspection_encrypted_response_enc',
  'request_object_signing_alg',
  'require_signed_request_object',
  'require_pushed_authorization_requests',
  'dpop_bound_access_tokens',
  'backchannel_logout_session_required',
  'default_max_age',
  'require_auth_time',
]);

/** Names of the members that differ. */
export function changedMembers(before: ClientMetadata, after: ClientMetadata): readonly string[] {
  const [one, other] = [entries(before), entries(after)];
  const names = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...names].filter((name) => canonical(one[name]) !== canonical(other[name]));
}

export const needsApproval = (before: ClientMetadata, after: ClientMetadata): boolean =>
  changedMembers(before, after).some((name) => !FREE.has(name));

/** The wanted metadata as far as it may be live at once: free members as wanted, all others as they were. */
export function freePart(live: ClientMetadata, wanted: ClientMetadata): ClientMetadata {
  const kept = Object.entries(live).filter(([name]) => !FREE.has(name));
  const changed = Object.entries(wanted).filter(([name]) => FREE.has(name));
  return Object.fromEntries([...kept, ...changed]);
}

const entries = (metadata: ClientMetadata): Partial<Record<string, unknown>> => metadata;

/** Order of members does not count, order of lists does. */
function canonical(value: unknown): string {
  return (
    JSON.stringify(value, (_name, inner: unknown) =>
      typeof inner === 'object' && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([one], [other]) => (one < other ? -1 : 1)))
        : inner,
    ) ?? ''
  );
}
