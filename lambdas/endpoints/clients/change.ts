import type { ChangeClientRequest } from '../../contracts/relying-parties.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { changedMembers } from '../../domain/client-registration/free-members.ts';
import { metadataOf } from '../../domain/client-registration/metadata.ts';
import { type OwnClientDeps, requireOwnClient } from '../../domain/client-registration/own-client.ts';
import { movedOn } from '../../domain/client-registration/refusals.ts';
import { stateOf } from '../../domain/client-registration/registration.ts';
import {
  type ReplaceMetadataDeps,
  replaceMetadata,
} from '../../domain/client-registration/replace-metadata.ts';
import { languageOf, toRelyingPartyView } from '../../domain/client-registration/view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChangeDeps extends OwnClientDeps, ReplaceMetadataDeps {
  readonly issuer: string;
  readonly registrations: OwnClientDeps['registrations'];
  readonly audit: AuditTrail;
}

/**
 * PUT /api/relying-parties/{client} (B12): all metadata anew, on the version that was seen. What an operator approved stays live as it
 * is until the change is approved, too.
 */
export async function change(
  request: HttpRequest<ChangeClientRequest>,
  deps: ChangeDeps,
): Promise<HttpResponse> {
  const { account, registration: read } = await requireOwnClient(request, deps);
  const { version, metadata } = request.body;
  if (read.version !== version) throw movedOn();
  const { registration, secret } = await replaceMetadata(read, metadata, request.now, deps);
  await deps.audit.record({
    event: 'client.changed',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: {
      client: read.client_id,
      members: changedMembers(metadataOf(read), metadata).join(' '),
      state: stateOf(registration),
    },
  });
  const language = languageOf(request.query, account);
  const view = toRelyingPartyView(registration, { issuer: deps.issuer, language });
  return { body: { ...view, ...(secret !== undefined && { secret }) } };
}
