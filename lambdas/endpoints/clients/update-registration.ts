import { type ClientUpdate, parseClientUpdate } from '../../contracts/relying-parties.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { asRegistrationError, wrongShape } from '../../domain/client-registration/as-oauth-error.ts';
import { clientInformation } from '../../domain/client-registration/client-information.ts';
import type { ClientRegistrations, Registration } from '../../domain/client-registration/registration.ts';
import { requireRegisteredClient } from '../../domain/client-registration/registration-token.ts';
import {
  type ReplaceMetadataDeps,
  replaceMetadata,
} from '../../domain/client-registration/replace-metadata.ts';
import { InvalidClientMetadata } from '../../domain/oauth-error/invalid-client-metadata.ts';
import { RegistrationDenied } from '../../domain/oauth-error/registration-denied.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UpdateRegistrationDeps extends ReplaceMetadataDeps {
  readonly issuer: string;
  readonly registrations: Pick<ClientRegistrations, 'find' | 'replace'>;
  readonly audit: AuditTrail;
}

/** PUT /oauth/register/{client} (RFC 7592 §2.2): all metadata anew; what is left out is forgotten. In the sandbox only. */
export async function updateRegistration(
  request: HttpRequest,
  deps: UpdateRegistrationDeps,
): Promise<HttpResponse> {
  const { registration: read, token } = await requireRegisteredClient(request, deps.registrations);
  requireSandbox(read);
  const update = parseClientUpdate(Buffer.from(request.rawBody).toString('utf8'));
  if ('wrong' in update) throw wrongShape(update);
  requireOwnIdentifiers(update, read);
  const { registration, secret } = await replaceMetadata(read, update.metadata, request.now, deps).catch(
    (error: unknown) => {
      throw asRegistrationError(error);
    },
  );
  await deps.audit.record({
    event: 'client.changed',
    subject: read.owner ?? '-',
    actor: `client:${read.client_id}`,
    at: request.now,
    details: { client: read.client_id },
  });
  return {
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    body: clientInformation(registration, { issuer: deps.issuer, token, ...(secret && { secret }) }),
  };
}

/** RFC 7592 §2.2: the client names itself, and may repeat its secret but not choose one. */
function requireOwnIdentifiers({ client_id, client_secret }: ClientUpdate, read: Registration): void {
  if (client_id !== read.client_id)
    throw new InvalidClientMetadata('client_id must be the one of this registration.');
  if (client_secret !== undefined && hashSecret(client_secret) !== read.client_secret_hash)
    throw new InvalidClientMetadata('client_secret must be the one that was issued, or left out.');
}

/** What an operator approved is changed in the portal, where it is approved again. */
export function requireSandbox({ environment }: Registration): void {
  if (environment === 'sandbox') return;
  throw new RegistrationDenied('A client in production is changed in the portal, by its owner.');
}
