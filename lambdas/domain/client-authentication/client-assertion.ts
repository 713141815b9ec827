import { createLocalJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';
import type { Client } from '../client/client.ts';
import { InvalidClient } from '../oauth-error/invalid-client.ts';
import type { Replays } from '../replay/replays.ts';

/** Algorithms accepted for client assertions (RFC 7518 §3.1, RFC 8037 §3.1); never `none` or a shared secret. */
export const ASSERTION_ALGORITHMS = ['ES256', 'RS256', 'PS256', 'EdDSA', 'Ed25519'];

const CLOCK_TOLERANCE_SECONDS = 10;
const LONGEST_LIFETIME_SECONDS = 600;
const LIMIT_CHARACTERS = 8192;

/**
 * RFC 7523 §3: signed by a registered key; `iss` and `sub` are the client (3.1, 3.2), `aud` is this provider (3.3), `exp` in
 * the future and near (3.4), `jti` never seen (3.7).
 */
export async function verifyClientAssertion(
  client: Client,
  assertion: string,
  context: { readonly audiences: readonly string[]; readonly replays: Replays; readonly now: Date },
): Promise<void> {
  if (assertion.length > LIMIT_CHARACTERS) throw new InvalidClient('client_assertion is too long.');
  const claims = await verifySignatureAndTimes(client, assertion, context);
  const { jti, exp } = requireTimes(claims, context.now);
  const first = await context.replays.unique({
    purpose: `client-assertion:${client.client_id}`,
    id: jti,
    expiresAt: new Date((exp + CLOCK_TOLERANCE_SECONDS) * 1000),
    now: context.now,
  });
  if (!first) throw new InvalidClient('client_assertion was used before (jti).');
}

async function verifySignatureAndTimes(
  client: Client,
  assertion: string,
  context: { readonly audiences: readonly string[]; readonly now: Date },
): Promise<JWTPayload> {
  try {
    const keys = createLocalJWKSet({ keys: [...(client.jwks?.keys ?? [])] });
    const { payload } = await jwtVerify(assertion, keys, {
      algorithms: ASSERTION_ALGORITHMS,
      issuer: client.client_id,
      subject: client.client_id,
      audience: [...context.audiences],
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: context.now,
      requiredClaims: ['exp', 'jti'],
    });
    return payload;
  } catch (error) {
    if (error instanceof errors.JOSEError) throw new InvalidClient(`client_assertion: ${reasonOf(error)}`);
    throw new InvalidClient('client_assertion cannot be verified with the registered keys.');
  }
}

/** Which claim is wrong, in words fit for error_description; the client needs them to mend its clock or audience. */
function reasonOf(error: errors.JOSEError): string {
  if (error instanceof errors.JWTExpired) return 'expired.';
  if (error instanceof errors.JWTClaimValidationFailed)
    return `the claim ${error.claim} is missing or wrong.`;
  if (error instanceof errors.JWSSignatureVerificationFailed) return 'the signature is wrong.';
  if (error instanceof errors.JWKSNoMatchingKey) return 'no registered key fits.';
  return 'not a JWT this provider accepts.';
}

function requireTimes(claims: JWTPayload, now: Date): { jti: string; exp: number } {
  const { jti, exp } = claims;
  if (typeof jti !== 'string' || jti.length < 8 || jti.length > 256 || exp === undefined) {
    throw new InvalidClient('client_assertion needs a jti of 8 to 256 characters.');
  }
  if (exp - now.getTime() / 1000 > LONGEST_LIFETIME_SECONDS + CLOCK_TOLERANCE_SECONDS) {
    throw new InvalidClient(`client_assertion must expire within ${LONGEST_LIFETIME_SECONDS} seconds.`);
  }
  return { jti, exp };
}
