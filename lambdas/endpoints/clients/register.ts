import { parseRegistration } from '../../contracts/relying-parties.ts';
import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { asRegistrationError, wrongShape } from '../../domain/client-registration/as-oauth-error.ts';
import { clientInformation } from '../../domain/client-registration/client-information.ts';
import {
  type NewRegistrationDeps,
  newRegistration,
} from '../../domain/client-registration/new-registration.ts';
import type { ClientRegistrations } from '../../domain/client-registration/registration.ts';
import { requireRegistrationToken } from '../../domain/client-registration/registration-token.ts';
import { InvalidToken } from '../../domain/oauth-error/invalid-token.ts';
import { RegistrationDenied } from '../../domain/oauth-error/registration-denied.ts';
import type { Sealer } from '../../domain/sealed-token/sealer.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RegisterClientDeps extends NewRegistrationDeps {
  readonly issuer: string;
  readonly settings: RelyingPartySettings;
  readonly registrationSealer: () => Promise<Sealer>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly registrations: Pick<ClientRegistrations, 'add'>;
  readonly audit: AuditTrail;
}

/** POST /oauth/register (RFC 7591 §3): a client of the sandbox, for whoever the initial access token was issued to. */
export async function register(request: HttpRequest, deps: RegisterClientDeps): Promise<HttpResponse> {
  const owner = requireRegistrationToken(request, await deps.registrationSealer());
  await requireAllowed(owner, deps);
  const parsed = parseRegistration(Buffer.from(request.rawBody).toString('utf8'));
  if ('wrong' in parsed) throw wrongShape(parsed);
  const { registration: made, secret } = await newRegistration(
    parsed.metadata,
    owner,
    request.now,
    deps,
  ).catch((error: unknown) => {
    throw asRegistrationError(error);
  });
  const token = deps.randomness.secret();
  const registration = { ...made, registration_token_hash: hashSecret(token) };
  if (!(await deps.registrations.add(registration, deps.settings.clientsPerOwner))) throw tooMany();
  await deps.audit.record({
    event: 'client.registered',
    subject: owner,
    actor: `client:${registration.client_id}`,
    at: request.now,
    details: { client: registration.client_id },
  });
  const body = clientInformation(registration, { issuer: deps.issuer, token, ...(secret && { secret }) });
  return { status: 201, headers: NO_STORE, body };
}

/** RFC 7591 §3.2.1 */
const NO_STORE = { 'cache-control': 'no-store', pragma: 'no-cache' };

async function requireAllowed(owner: string, { settings, accounts }: RegisterClientDeps): Promise<void> {
  if (!settings.selfRegistration) throw new RegistrationDenied('Here the operator alone registers clients.');
  if ((await accounts.find(owner))?.status === 'active') return;
  throw new InvalidToken('The initial access token is of an identity that is not usable.');
}

const tooMany = (): RegistrationDenied =>
  new RegistrationDenied('The owner of this token may not have more clients. Retire one that is not used.');
