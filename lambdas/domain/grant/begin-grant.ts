import { amrOf } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import type { Authentication } from '../sign-in/require-authentication.ts';
import type { Grant } from './grant.ts';

const DAY_SECONDS = 86_400;

/** The grant of an answered authorization request, with the code that will be redeemed for it (RFC 6749 §4.1.2). */
export function grantOf(
  request: AuthorizationRequest,
  { accountId, acr, authTime }: Authentication,
  made: {
    readonly id: string;
    readonly sid: string;
    readonly codeSeconds: number;
    readonly accessTokenSeconds: number;
    readonly refreshDays: number;
    readonly now: Date;
  },
): Grant {
  const until = (seconds: number): string => new Date(made.now.getTime() + seconds * 1000).toISOString();
  const { nonce, dpopJkt } = request;
  return {
    id: made.id,
    clientId: request.clientId,
    accountId,
    scopes: request.scopes,
    claims: request.claims,
    ...(nonce !== undefined && { nonce }),
    acr,
    amr: amrOf(acr),
    authTime,
    sid: made.sid,
    code: {
      redirectUri: request.redirectUri,
      codeChallenge: request.codeChallenge,
      ...(dpopJkt !== undefined && { dpopJkt }),
      validUntil: until(made.codeSeconds),
    },
    startedAt: made.now.toISOString(),
    validUntil: until(
      request.offline ? made.refreshDays * DAY_SECONDS : made.codeSeconds + made.accessTokenSeconds,
    ),
    ...(request.offline && { refreshCount: 0 }),
  };
}
