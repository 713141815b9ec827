import { amrOf } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import type { Authentication } from '../sign-in/require-authentication.ts';
import type { Grant, GrantAnswer } from './grant.ts';

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
    readonly session: Pick<BrowserSession, 'family' | 'validUntil'> | undefined;
    readonly answer: GrantAnswer;
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
    ...(made.session !== undefined && {
      browserSessionId: made.session.family,
      keptUntil: made.session.validUntil,
    }),
    code: {
      redirectUri: request.redirectUri,
      ...(request.codeChallenge !== undefined && { codeChallenge: request.codeChallenge }),
      ...(dpopJkt !== undefined && { dpopJkt }),
      validUntil: until(made.codeSeconds),
    },
    startedAt: made.now.toISOString(),
    validUntil: until(
      request.offline ? made.refreshDays * DAY_SECONDS : made.codeSeconds + made.accessTokenSeconds,
    ),
    ...(request.offline && { refreshCount: 0 }),
    answer: made.answer,
  };
}

/**
 * In the place of a grant that is not given: an answer that counts like any other, and from which nothing can be obtained. Without
 * `answer` the sign-in was taken back before anybody answered.
 */
export const refusedGrant = (
  request: AuthorizationRequest,
  accountId: string,
  made: {
    readonly id: string;
    readonly sid: string;
    readonly keptUntil: string;
    readonly answer: GrantAnswer | undefined;
    readonly now: Date;
  },
): Grant => ({
  id: made.id,
  clientId: request.clientId,
  accountId,
  scopes: [],
  claims: { userinfo: [], idToken: [] },
  acr: request.acr,
  amr: [],
  authTime: 0,
  sid: made.sid,
  startedAt: made.now.toISOString(),
  validUntil: made.now.toISOString(),
  keptUntil: made.keptUntil,
  revokedAt: made.now.toISOString(),
  ...(made.answer !== undefined && { answer: made.answer }),
});
