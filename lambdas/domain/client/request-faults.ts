import { REACHABLE_ACRS } from '../acr/acr.ts';
import { CIBA_GRANT, type Client, grantTypesOf } from './client.ts';
import type { ClientRule } from './client-rule.ts';

const usesCiba = (client: Client): boolean => grantTypesOf(client).includes(CIBA_GRANT);

export const REQUEST_RULES: readonly ClientRule[] = [
  ({ default_max_age: age }) =>
    age === undefined || (Number.isSafeInteger(age) && age >= 0)
      ? undefined
      : 'default_max_age must be a number of seconds (OIDC Registration §2).',
  ({ default_acr_values: values = [] }) =>
    values.every((value) => (REACHABLE_ACRS as readonly string[]).includes(value))
      ? undefined
      : `default_acr_values may hold ${REACHABLE_ACRS.join(', ')}.`,
  ({ dpop_bound_access_tokens: dpop, tls_client_certificate_bound_access_tokens: mtls }) =>
    dpop && mtls
      ? 'dpop_bound_access_tokens and tls_client_certificate_bound_access_tokens cannot both be true.'
      : undefined,
  (client) =>
    usesCiba(client) === (client.backchannel_token_delivery_mode !== undefined)
      ? undefined
      : `backchannel_token_delivery_mode (poll or ping) goes with the grant ${CIBA_GRANT} (CIBA Core §4).`,
  (client) =>
    client.backchannel_token_delivery_mode === 'ping' &&
    client.backchannel_client_notification_endpoint === undefined
      ? 'backchannel_client_notification_endpoint is needed for ping (CIBA Core §4).'
      : undefined,
  ({ backchannel_user_code_parameter: code }) =>
    code ? 'backchannel_user_code_parameter: user codes are not supported (CIBA Core §4).' : undefined,
];
