import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { requireSelfRegistration } from '../../domain/client-registration/refusals.ts';
import { issueRegistrationToken as issue } from '../../domain/client-registration/registration-token.ts';
import type { Sealer } from '../../domain/sealed-token/sealer.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface IssueRegistrationTokenDeps extends CitizenDeps {
  readonly issuer: string;
  readonly settings: RelyingPartySettings;
  readonly registrationSealer: () => Promise<Sealer>;
  readonly audit: AuditTrail;
}

/** POST /api/relying-party-tokens (RFC 7591 §3): the initial access token with which a program registers clients of this person. */
export async function issueRegistrationToken(
  request: HttpRequest,
  deps: IssueRegistrationTokenDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  requireSelfRegistration(deps.settings);
  const { token, expiresAt } = issue(account.id, request.now, await deps.registrationSealer());
  await deps.audit.record({
    event: 'client.registration-token-issued',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
  });
  const endpoint = `${deps.issuer}/oauth/register`;
  return { status: 201, body: { token, expiresAt: expiresAt.toISOString(), endpoint } };
}
