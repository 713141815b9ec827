/**
 * THE PAGE: every HTTP endpoint of Guichet. Data only; CDK, discovery, the documentation and the house test read it.
 *
 * `endpoint` names the file (`endpoints/<service>/<name>.ts`) and its test; `function` names the authority that serves it
 * (`functions/<name>.ts`, `authorities.ts`); `caller` says who may call and how they prove it; `clause` where it is specified.
 */

export type Caller =
  | 'anyone'
  | 'browser' // any web page of the deployment, without an identity yet
  | 'relying-party' // client authentication (RFC 6749 §2.3)
  | 'access-token' // RFC 6750
  | 'enrolment-session' // cookie
  | 'interaction' // cookie bound to one authorization request
  | 'activation-link' // capability from an e-mail
  | 'device' // device proof
  | 'operator'; // reviewer session cookie

export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  readonly endpoint: `${string}/${string}`;
  readonly function: string;
  readonly caller: Caller;
  readonly clause: string;
}

const route = (
  method: Route['method'],
  path: Route['path'],
  endpoint: Route['endpoint'],
  fn: string,
  caller: Caller,
  clause: string,
): Route => ({ method, path, endpoint, function: fn, caller, clause });

export const ROUTES: readonly Route[] = [
  // OpenID Connect
  route(
    'GET',
    '/.well-known/openid-configuration',
    'oidc/discovery',
    'discovery',
    'anyone',
    'OpenID Connect Discovery 1.0 §4',
  ),
  route('GET', '/oauth/jwks', 'oidc/jwks', 'discovery', 'anyone', 'RFC 7517 §5'),
  route(
    'GET',
    '/oauth/authorize',
    'oidc/authorize',
    'sign-in',
    'browser',
    'OpenID Connect Core 1.0 §3.1.2.1',
  ),
  route(
    'POST',
    '/oauth/authorize',
    'oidc/authorize',
    'sign-in',
    'browser',
    'OpenID Connect Core 1.0 §3.1.2.1',
  ),
  route('POST', '/oauth/token', 'oidc/token', 'token', 'relying-party', 'RFC 6749 §4.1.3'),
  route('GET', '/oauth/userinfo', 'oidc/userinfo', 'token', 'access-token', 'OpenID Connect Core 1.0 §5.3'),
  route('POST', '/oauth/userinfo', 'oidc/userinfo', 'token', 'access-token', 'OpenID Connect Core 1.0 §5.3'),
  route(
    'GET',
    '/oauth/end-session',
    'oidc/end-session',
    'sign-in',
    'browser',
    'OpenID Connect RP-Initiated Logout 1.0 §2',
  ),
  route(
    'POST',
    '/oauth/end-session',
    'oidc/end-session',
    'sign-in',
    'browser',
    'OpenID Connect RP-Initiated Logout 1.0 §2',
  ),
  // Sign-in page (the computer's half of B3, B5)
  route('GET', '/api/sign-in/{interaction}', 'oidc/show-interaction', 'sign-in', 'interaction', 'B3'),
  route('POST', '/api/sign-in/{interaction}/phone', 'oidc/ask-approval', 'sign-in', 'interaction', 'B3'),
  route('POST', '/api/sign-in/{interaction}/consent', 'oidc/decide-consent', 'sign-in', 'interaction', 'B5'),
  route(
    'POST',
    '/api/sign-in/{interaction}/cancel',
    'oidc/cancel-interaction',
    'sign-in',
    'interaction',
    'B3',
  ),
  // Enrolment
  route('POST', '/api/enrolment', 'enrolment/start', 'enrolment', 'browser', 'A1'),
  route('GET', '/api/enrolment', 'enrolment/show', 'enrolment', 'enrolment-session', 'A4'),
  route('DELETE', '/api/enrolment', 'enrolment/cancel', 'enrolment', 'enrolment-session', 'A5'),
  route('POST', '/api/enrolment/email', 'enrolment/send-email-code', 'enrolment', 'enrolment-session', 'A2'),
  route(
    'POST',
    '/api/enrolment/email/confirm',
    'enrolment/confirm-email',
    'enrolment',
    'enrolment-session',
    'A2',
  ),
  route('POST', '/api/enrolment/email/link', 'enrolment/confirm-email-link', 'enrolment', 'browser', 'A2'),
  route('POST', '/api/enrolment/phone', 'enrolment/send-phone-code', 'enrolment', 'enrolment-session', 'A3'),
  route(
    'POST',
    '/api/enrolment/phone/confirm',
    'enrolment/confirm-phone',
    'enrolment',
    'enrolment-session',
    'A3',
  ),
  route(
    'PUT',
    '/api/enrolment/document-type',
    'enrolment/choose-document-type',
    'enrolment',
    'enrolment-session',
    'A4',
  ),
  route('PUT', '/api/enrolment/form', 'enrolment/fill-form', 'enrolment', 'enrolment-session', 'A4'),
  route(
    'POST',
    '/api/enrolment/form/confirm',
    'enrolment/confirm-form',
    'enrolment',
    'enrolment-session',
    'A4',
  ),
  route('PUT', '/api/enrolment/channel', 'enrolment/choose-channel', 'enrolment', 'enrolment-session', 'A5'),
  route('POST', '/api/enrolment/letter', 'enrolment/open-letter', 'enrolment', 'browser', 'A6'),
  route('POST', '/api/enrolment/handoff', 'enrolment/hand-off', 'enrolment', 'enrolment-session', 'A4'),
  route('POST', '/api/enrolment/resume', 'enrolment/resume', 'enrolment', 'browser', 'A4'),
  route('POST', '/api/enrolment/uploads', 'enrolment/request-upload', 'enrolment', 'enrolment-session', 'A7'),
  route(
    'POST',
    '/api/enrolment/document',
    'enrolment/judge-picture',
    'picture-intake',
    'enrolment-session',
    'A7',
  ),
  route(
    'POST',
    '/api/enrolment/document/confirm',
    'enrolment/confirm-document',
    'enrolment',
    'enrolment-session',
    'A7',
  ),
  route(
    'POST',
    '/api/enrolment/video/challenge',
    'enrolment/challenge-video',
    'enrolment',
    'enrolment-session',
    'A8',
  ),
  route(
    'POST',
    '/api/enrolment/video',
    'enrolment/confirm-video',
    'picture-intake',
    'enrolment-session',
    'A8',
  ),
  route('POST', '/api/enrolment/submit', 'enrolment/submit', 'enrolment', 'enrolment-session', 'A9'),
  // Authenticator (the phone)
  route(
    'POST',
    '/api/authenticator/activation',
    'authenticator/start-activation',
    'authenticator',
    'activation-link',
    'A11',
  ),
  route(
    'POST',
    '/api/authenticator/activation/code',
    'authenticator/bind-device',
    'authenticator',
    'activation-link',
    'A11',
  ),
  route(
    'POST',
    '/api/authenticator/activation/pin',
    'authenticator/choose-pin',
    'authenticator',
    'device',
    'A11',
  ),
  route(
    'POST',
    '/api/authenticator/recovery',
    'authenticator/request-recovery',
    'authenticator',
    'browser',
    'B4',
  ),
  route(
    'GET',
    '/api/authenticator/approvals',
    'authenticator/list-approvals',
    'authenticator',
    'device',
    'B3',
  ),
  route(
    'POST',
    '/api/authenticator/approvals/{approval}',
    'authenticator/decide-approval',
    'authenticator',
    'device',
    'B3',
  ),
  // Customer space
  route('GET', '/api/account/history', 'account/show-history', 'account', 'device', 'B11'),
  route('GET', '/api/account/consents', 'account/list-consents', 'account', 'device', 'B5'),
  route('DELETE', '/api/account/consents/{client}', 'account/revoke-consent', 'account', 'device', 'B5'),
  route('GET', '/api/account/audit', 'account/show-audit-trail', 'account', 'device', 'X1'),
  // Reviewer console
  route('POST', '/api/review/session', 'review/sign-in', 'review', 'browser', 'X3'),
  route('GET', '/api/review/session', 'review/show-session', 'review', 'operator', 'X3'),
  route('DELETE', '/api/review/session', 'review/sign-out', 'review', 'operator', 'X3'),
  route('GET', '/api/review/cases', 'review/list-cases', 'review', 'operator', 'A9'),
  route('GET', '/api/review/cases/{case}', 'review/show-case', 'review', 'operator', 'A9'),
  route('POST', '/api/review/cases/{case}/decision', 'review/decide-case', 'review', 'operator', 'A9'),
];
