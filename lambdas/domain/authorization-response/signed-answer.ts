import type { Client, IdTokenAlgorithm } from '../client/client.ts';
import { rulesOf } from '../client/client-profile.ts';
import { type ClientJwtDeps, jwtFor } from '../client-jwt/jwt-for.ts';
import type { SealedAnswer } from './answer-location.ts';

const LIFETIME_SECONDS = 60; // JARM §2.1: at most 10 minutes are recommended

/** JARM §2.1: the answer as a JWT for the client (`iss`, `aud`, `exp`), signed, and encrypted where it registered that (§2.2). */
export async function signedAnswer(
  { target, parameters }: SealedAnswer,
  client: Client,
  { issuer, now, ...deps }: ClientJwtDeps & { readonly issuer: string; readonly now: Date },
): Promise<string> {
  const claims = {
    iss: issuer,
    aud: client.client_id,
    exp: Math.floor(now.getTime() / 1000) + LIFETIME_SECONDS,
    ...parameters,
    ...(target.state !== undefined && { state: target.state }),
  };
  return await jwtFor(
    client,
    {
      typ: 'JWT',
      claims,
      signedBy: algorithmOf(client),
      encryptedBy: client.authorization_encrypted_response_alg,
    },
    now,
    deps,
  );
}

/** JARM §3: RS256 where nothing is registered; profiles that forbid it (FAPI 2.0 §5.4.1) get ES256. */
const algorithmOf = (client: Client): IdTokenAlgorithm =>
  client.authorization_signed_response_alg ??
  (rulesOf(client).clientAlgorithms.includes('RS256') ? 'RS256' : 'ES256');
