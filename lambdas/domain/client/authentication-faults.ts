import { registeredSubjects, SUBJECT_MEMBERS } from '../client-authentication/registered-subject.ts';
import { CIBA_GRANT, type Client, grantTypesOf } from './client.ts';
import { rulesOf } from './client-profile.ts';
import type { ClientRule } from './client-rule.ts';

const takesSecret = ({ token_endpoint_auth_method: method }: Client): boolean =>
  method === 'client_secret_post' || method === 'client_secret_basic';

export const AUTHENTICATION_RULES: readonly ClientRule[] = [
  (client) => {
    const methods = rulesOf(client).authenticationMethods;
    return methods.includes(client.token_endpoint_auth_method)
      ? undefined
      : `token_endpoint_auth_method must be one of ${methods.join(', ')} in the profile ${client.profile}.`;
  },
  (client) =>
    takesSecret(client) && !/^[\w-]{43}$/.test(client.client_secret_hash ?? '')
      ? 'client_secret_hash must be the SHA-256 of the secret, base64url.'
      : undefined,
  (client) =>
    client.token_endpoint_auth_method === 'tls_client_auth' && registeredSubjects(client).length !== 1
      ? `${SUBJECT_MEMBERS[0]}, or one other of ${SUBJECT_MEMBERS.join(', ')}, and only one, is needed for tls_client_auth (RFC 8705 §2.1.2).`
      : undefined,
  (client) => {
    const unread = registeredSubjects(client).find(({ expected }) => expected === undefined);
    return unread && `${unread.member} must be ${unread.form} (RFC 8705 §2.1.2).`;
  },
  (client) => {
    const forbidden = grantTypesOf(client).find(
      (grant) => grant === 'client_credentials' || grant === CIBA_GRANT,
    );
    return client.token_endpoint_auth_method === 'none' && forbidden !== undefined
      ? `token_endpoint_auth_method: a public client (none) cannot use the grant ${forbidden} (RFC 6749 §4.4, CIBA Core §4).`
      : undefined;
  },
  (client) =>
    client.require_pkce === false &&
    (client.token_endpoint_auth_method === 'none' || rulesOf(client).boundTokensRequired)
      ? 'require_pkce: only a confidential client outside FAPI may go without a code challenge (RFC 9700 §2.1.1).'
      : undefined,
  (client) =>
    client.token_endpoint_auth_method === 'none' && client.resource_server
      ? 'token_endpoint_auth_method: a resource server must authenticate (RFC 7662 §2.1).'
      : undefined,
];
