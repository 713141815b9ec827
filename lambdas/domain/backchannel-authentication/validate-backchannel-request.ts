import type { SignInSettings } from '../../contracts/settings.ts';
import type { Parameters } from '../authorization-request/parameters.ts';
import { requireAcr } from '../authorization-request/require-acr.ts';
import { requireScopes } from '../authorization-request/require-scopes.ts';
import { parseClaimsRequest } from '../claims/claims-request.ts';
import { requestedClaims } from '../claims/requested-claims.ts';
import { CIBA_GRANT, type Client, grantTypesOf } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { isDisplayedLine } from '../displayed-line.ts';
import { BackchannelDenied } from '../oauth-error/backchannel-denied.ts';
import { InvalidBindingMessage } from '../oauth-error/invalid-binding-message.ts';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';
import { UnauthorizedClient } from '../oauth-error/unauthorized-client.ts';
import { UnmetAuthenticationRequirements } from '../oauth-error/unmet-authentication-requirements.ts';
import type { BackchannelAsk } from './backchannel-request.ts';

/** Who is to be asked: a phone number (`login_hint`), or whom an ID token of this client is about (`id_token_hint`). */
export type PersonHint = { readonly phone: string } | { readonly idToken: string };

/** A checked request; only who it is about is not known yet. */
export interface ValidBackchannelRequest {
  readonly ask: BackchannelAsk;
  readonly hint: PersonHint;
  readonly bindingMessage?: string;
  readonly lifetimeSeconds: number;
  /** Ping mode only. */
  readonly notificationToken?: string;
}

/** The phone always names what is given, which is the consent that OIDC Core §11 wants for `offline_access`. */
const CONSENT_IS_ASKED = { askConsent: true };

/** CIBA Core §7.2, after the client has authenticated. Throws `OAuthError`. */
export function validateBackchannelRequest(
  parameters: Parameters,
  client: Client,
  settings: SignInSettings,
): ValidBackchannelRequest {
  const hint = requireOneHint(parameters);
  const { scopes, offline } = requireScopes(parameters, client, CONSENT_IS_ASKED);
  const bindingMessage = requireBindingMessage(parameters, client);
  const notificationToken = requireNotificationToken(parameters, client);
  const claims = parseClaimsRequest(parameters.get('claims'));
  return {
    ask: {
      clientId: client.client_id,
      scopes,
      claims: requestedClaims(scopes, claims, client.scope.split(' ')),
      acr: orDenied(() => requireAcr(parameters.get('acr_values'), claims, client, settings.defaultAcr)),
      offline,
    },
    hint,
    ...(bindingMessage !== undefined && { bindingMessage }),
    lifetimeSeconds: requireExpiry(parameters) ?? settings.backchannelSeconds,
    ...(notificationToken !== undefined && { notificationToken }),
  };
}

/** CIBA Core §4: registered for the grant; push mode cannot be registered. */
export function requireBackchannelClient(client: Client): void {
  if (!grantTypesOf(client).includes(CIBA_GRANT)) {
    throw new UnauthorizedClient('The client is not registered for CIBA.');
  }
}

/** CIBA Core §7.1: one and only one hint; `login_hint_token` has no format of its own, and is not taken. */
function requireOneHint(parameters: Parameters): PersonHint {
  const given = HINTS.filter((name) => parameters.get(name) !== undefined);
  if (given.length !== 1) {
    throw new InvalidRequest('Give exactly one hint (CIBA Core 7.1): login_hint or id_token_hint.');
  }
  const [phone, idToken] = [parameters.get('login_hint'), parameters.get('id_token_hint')];
  if (phone !== undefined) return { phone };
  if (idToken !== undefined) return { idToken };
  throw new InvalidRequest('login_hint_token is not supported. Use login_hint or id_token_hint.');
}

const HINTS = ['login_hint', 'id_token_hint', 'login_hint_token'];

const LONGEST_MESSAGE = 100;

/** Shown on a phone beside other words: one line of letters, digits, signs and single blanks, nothing that turns or hides text. */
function requireBindingMessage(parameters: Parameters, client: Client): string | undefined {
  const message = parameters.get('binding_message');
  if (message === undefined) {
    if (rulesOf(client).strictBackchannel) {
      throw new InvalidRequest('binding_message is required by the profile of this client.');
    }
    return undefined;
  }
  if ([...message].length > LONGEST_MESSAGE) {
    throw new InvalidBindingMessage(`binding_message must have at most ${LONGEST_MESSAGE} characters.`);
  }
  if (!isDisplayedLine(message)) {
    throw new InvalidBindingMessage('binding_message must be one line of letters, digits and signs.');
  }
  return message;
}

const SHORTEST_TOKEN = 22; // 128 bits in base64url
const LONGEST_TOKEN = 1024;

/** CIBA Core §7.1: required in ping mode; characters of a bearer token (RFC 6750 §2.1), at least 128 bits, at most 1024 characters. */
function requireNotificationToken(parameters: Parameters, client: Client): string | undefined {
  if (client.backchannel_token_delivery_mode !== 'ping') return undefined;
  const token = parameters.get('client_notification_token');
  if (token === undefined) throw new InvalidRequest('client_notification_token is required in ping mode.');
  if (
    token.length < SHORTEST_TOKEN ||
    token.length > LONGEST_TOKEN ||
    !/^[A-Za-z0-9._~+/-]+=*$/.test(token)
  ) {
    throw new InvalidRequest(
      `client_notification_token must be a bearer token of ${SHORTEST_TOKEN} to ${LONGEST_TOKEN} characters.`,
    );
  }
  return token;
}

/** NIST SP 800-63B-4 §3.1.3: a phone is asked for ten minutes at most. */
const LONGEST_SECONDS = 600;

/** CIBA Core §7.1: a positive integer; more than the longest becomes the longest, which the answer tells. */
function requireExpiry(parameters: Parameters): number | undefined {
  const expiry = parameters.get('requested_expiry');
  if (expiry === undefined) return undefined;
  if (!/^0*[1-9]\d{0,8}$/.test(expiry)) {
    throw new InvalidRequest('requested_expiry must be a positive number of seconds.');
  }
  return Math.min(Number(expiry), LONGEST_SECONDS);
}

/** CIBA Core §13 knows one error for what policy refuses. */
function orDenied<T>(required: () => T): T {
  try {
    return required();
  } catch (error) {
    if (error instanceof UnmetAuthenticationRequirements) throw new BackchannelDenied(error.message);
    throw error;
  }
}
