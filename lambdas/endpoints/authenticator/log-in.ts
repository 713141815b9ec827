import type { LogInRequest, LogInView } from '../../contracts/authenticator.ts';
import type { CitizenSessionSettings } from '../../contracts/settings.ts';
import { requireActive } from '../../domain/account/require-active.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { deviceCertificate } from '../../domain/certificate-holder/device-certificate.ts';
import type { CitizenSession, CitizenSessions } from '../../domain/citizen-session/citizen-session.ts';
import { CITIZEN_COOKIE } from '../../domain/citizen-session/require-citizen.ts';
import {
  type DeviceProofDeps,
  type ProvenDevice,
  requireBoundDevice,
} from '../../domain/device-proof/require-device.ts';
import { type OwnPinDeps, requireOwnPin } from '../../domain/pin/require-own-pin.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface LogInDeps extends DeviceProofDeps, OwnPinDeps {
  readonly certificates: Pick<Certificates, 'of' | 'find'>;
  readonly citizenSessions: CitizenSessions;
  readonly sessionSettings: CitizenSessionSettings;
  readonly cookies: CookieJar;
}

/**
 * POST /api/authenticator/log-in: phone and PIN open a session in the app; PIN and lock are those of approvals (B4). Where the
 * phone's key has a good AUTHENTICATION certificate, the session is one by certificate (C1).
 */
export async function logIn(request: HttpRequest<LogInRequest>, deps: LogInDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const proven = await requireBoundDevice(request, deps);
  requireActive(proven.account);
  await requireOwnPin(proven.account, body.pin, now, deps);
  const session = await sessionFor(proven, now, deps);
  const earlier = deps.cookies.read(request.cookies, CITIZEN_COOKIE);
  if (earlier !== undefined) await deps.citizenSessions.close(earlier);
  const { sessionSeconds, idleSeconds } = deps.sessionSettings;
  const secret = await deps.citizenSessions.open(session, sessionSeconds, idleSeconds, now);
  await record(session, now, deps);
  const expiresAt = new Date(now.getTime() + sessionSeconds * 1000).toISOString();
  return {
    status: 201,
    cookies: [deps.cookies.set(CITIZEN_COOKIE, secret, { maxAgeSeconds: sessionSeconds })],
    body: toView({ ...session, expiresAt }),
  };
}

async function sessionFor(
  { device, account }: ProvenDevice,
  now: Date,
  { certificates }: LogInDeps,
): Promise<CitizenSession> {
  const found = await deviceCertificate(device, certificates, now);
  const base = { accountId: account.id, deviceId: device.id, openedAt: now.toISOString() };
  return found.state === 'good'
    ? { ...base, method: 'certificate', certificate: found.certificate.id }
    : { ...base, method: 'pin' };
}

async function record(session: CitizenSession, now: Date, { audit }: LogInDeps): Promise<void> {
  const { accountId, method, certificate, deviceId } = session;
  const details = { method, device: deviceId, ...(certificate !== undefined && { certificate }) };
  await audit.record({ event: 'account.logged-in', subject: accountId, actor: 'citizen', at: now, details });
}

function toView(session: CitizenSession & { readonly expiresAt: string }): LogInView {
  const { method, certificate, openedAt, expiresAt } = session;
  return { method, ...(certificate !== undefined && { certificate }), openedAt, expiresAt };
}
