import type { Parameters } from '../authorization-request/parameters.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

/** Everything CIBA Core §7.1 defines, and the `claims` parameter (OIDC Core §5.5): what a signed request holds, and only it. */
export const BACKCHANNEL_PARAMETERS = [
  'scope',
  'client_notification_token',
  'acr_values',
  'login_hint_token',
  'id_token_hint',
  'login_hint',
  'binding_message',
  'user_code',
  'requested_expiry',
  'claims',
] as const;

/** CIBA Core §7.1.1: beside a signed request only what authenticates the client may stand in the form. */
export function refuseParametersBeside(parameters: Parameters): void {
  for (const name of BACKCHANNEL_PARAMETERS) {
    if (parameters.get(name) !== undefined) {
      throw new InvalidRequest(`${name} must stand in the signed request only (CIBA Core 7.1.1).`);
    }
  }
}
