import { createLocalJWKSet, type JWK, type JWTPayload, jwtVerify } from 'jose';
import { InvalidRequest } from '../oauth-error/invalid-request.ts';

export interface IdTokenHint {
  readonly subject: string;
  readonly clientId: string;
  /** Session id of the grant it was issued for. */
  readonly sid?: string;
}

/**
 * An ID token this provider issued, shown again (OIDC Core §3.1.2.1, RP-Initiated Logout §2). It may have expired; it must
 * be ours, and for `clientId` when one is known.
 */
export async function verifyIdTokenHint(
  token: string,
  context: { readonly issuer: string; readonly keys: readonly JWK[]; readonly clientId?: string },
): Promise<IdTokenHint> {
  const { sub, aud, sid } = await verifyOwn(token, context);
  if (typeof sub !== 'string' || typeof aud !== 'string') throw invalid();
  if (context.clientId !== undefined && aud !== context.clientId) {
    throw new InvalidRequest('id_token_hint was issued to another client.');
  }
  return { subject: sub, clientId: aud, ...(typeof sid === 'string' && { sid }) };
}

async function verifyOwn(
  token: string,
  context: { readonly issuer: string; readonly keys: readonly JWK[] },
): Promise<JWTPayload> {
  try {
    const { payload, protectedHeader } = await jwtVerify(
      token,
      createLocalJWKSet({ keys: [...context.keys] }),
      {
        algorithms: ['ES256', 'RS256'],
        issuer: context.issuer,
        currentDate: new Date(0), // `exp` is not a reason to refuse a hint
      },
    );
    // Logout tokens and the like are ours as well, each with a type of its own (RFC 8725 §3.11).
    if (protectedHeader.typ !== undefined && protectedHeader.typ !== 'JWT') throw invalid();
    return payload;
  } catch {
    throw invalid();
  }
}

const invalid = (): InvalidRequest =>
  new InvalidRequest('id_token_hint is not an ID token of this provider.');
