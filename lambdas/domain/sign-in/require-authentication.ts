import type { Account } from '../account/account.ts';
import { isSignedOut } from '../account/sign-out.ts';
import { type Acr, acrOf, CERTIFICATE_ACR, satisfies } from '../acr/acr.ts';
import type { Approval } from '../approval/approval.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import { isLive } from '../certificate-holder/live-certificate.ts';
import { AccessDenied } from '../oauth-error/access-denied.ts';
import { LoginRequired } from '../oauth-error/login-required.ts';
import { UnmetAuthenticationRequirements } from '../oauth-error/unmet-authentication-requirements.ts';

/** A person who approved on the phone, at a level the request accepts. */
export interface Authentication {
  readonly accountId: string;
  readonly acr: Acr;
  /** Epoch seconds of the approval. */
  readonly authTime: number;
}

/**
 * What an approval is worth for a request. The level is looked at only now, when the person has shown who they are, so that
 * a number typed by a stranger tells nothing about its owner. Throws the `OAuthError` to be sent back.
 */
export function requireAuthentication(
  request: Pick<AuthorizationRequest, 'acr' | 'expectedSubject'>,
  approval: Approval,
  account: Account | undefined,
  subject: string,
  certificate: CertificateRecord | undefined,
  now: Date,
): Authentication {
  if (account?.status !== 'active' || account.deviceId !== approval.deviceId) {
    throw new AccessDenied('The identity cannot be used at the moment.');
  }
  if (isSignedOut(account, approval.decidedAt)) {
    throw new AccessDenied('The identity was suspended since it approved this.');
  }
  const acr = reached(request, approval, account, certificate, now);
  if (!satisfies(acr, request.acr)) {
    throw new UnmetAuthenticationRequirements('The identity does not reach the demanded acr.');
  }
  // OIDC Core §3.1.2.1 id_token_hint, §5.5.1 sub: another person than the one expected must not be answered for.
  if (request.expectedSubject !== undefined && request.expectedSubject !== subject) {
    throw new LoginRequired('Another person signed in than the one the request names.');
  }
  return { accountId: account.id, acr, authTime: Math.floor(Date.parse(approval.decidedAt ?? '') / 1000) };
}

/**
 * By certificate only where it was asked for, and only while the one the phone approved with is good: suspended or revoked
 * between approval and consent, it vouches for nothing any more.
 */
function reached(
  request: Pick<AuthorizationRequest, 'acr' | 'expectedSubject'>,
  approval: Approval,
  account: Account,
  certificate: CertificateRecord | undefined,
  now: Date,
): Acr {
  if (request.acr !== CERTIFICATE_ACR) return acrOf(account.level);
  const vouches =
    certificate !== undefined && certificate.id === approval.certificate && certificate.holder === account.id;
  if (!vouches || !isLive(certificate, now)) {
    throw new UnmetAuthenticationRequirements('The certificate of the phone is not good at the moment.');
  }
  return CERTIFICATE_ACR;
}
