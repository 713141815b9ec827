import type { Language } from '../../contracts/enrolment.ts';
import type { ResponseMode } from '../authorization-request/authorization-request.ts';
import type { OAuthError } from '../oauth-error/oauth-error.ts';
import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { redirectWith } from './authorization-response.ts';

/** Where, how and in which language an answer goes: every checked `AuthorizationRequest` says so. */
export interface AnswerTarget {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly state?: string;
  readonly responseMode: ResponseMode;
  readonly language: Language;
}

export interface AnswerContext {
  readonly issuer: string;
  readonly sealers: TokenSealers;
  readonly now: Date;
  /** Of an answer to be signed or posted; a browser follows a redirect at once. */
  readonly lifetimeSeconds?: number;
}

/** What function `token` gets of an answer it is to sign or to post (purpose `answer`). */
export interface SealedAnswer {
  readonly target: AnswerTarget;
  readonly parameters: Readonly<Record<string, string>>;
  /** Epoch seconds. */
  readonly exp: number;
}

const ANSWER_LIFETIME_SECONDS = 60;

/** RFC 6749 §4.1.2.1. */
export const errorParameters = (error: OAuthError): Readonly<Record<string, string>> => ({
  error: error.code,
  error_description: error.message,
});

/**
 * The address the browser is sent to with an answer (`{code}`, or `errorParameters`): the client's own with a query, or, for an answer
 * that must be signed or posted, `/oauth/authorize/answer` with the answer sealed: who checks requests holds no signing key.
 * `iss` is always told (RFC 9207 §2).
 */
export async function answerLocation(
  target: AnswerTarget,
  parameters: Readonly<Record<string, string>>,
  { issuer, sealers, now, lifetimeSeconds = ANSWER_LIFETIME_SECONDS }: AnswerContext,
): Promise<string> {
  if (target.responseMode === 'query') return redirectWith(target, { ...parameters, iss: issuer });
  const { clientId, redirectUri, state, responseMode, language } = target;
  const answer: SealedAnswer = {
    target: { clientId, redirectUri, ...(state !== undefined && { state }), responseMode, language },
    parameters,
    exp: Math.floor(now.getTime() / 1000) + lifetimeSeconds,
  };
  const sealed = (await sealers('answer')).seal(answer);
  return `${issuer}/oauth/authorize/answer?${new URLSearchParams({ a: sealed })}`;
}
