import type { Language } from '../../contracts/enrolment.ts';
import type { RegistryRelyingParty } from '../../contracts/relying-parties.ts';
import { metadataOf } from '../../domain/client-registration/metadata.ts';
import {
  type ClientRegistrations,
  type Registration,
  stateOf,
} from '../../domain/client-registration/registration.ts';
import { languageOf, toChecksView } from '../../domain/client-registration/view.ts';
import { type CounterDeps, requireClerk } from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListRelyingPartiesDeps extends CounterDeps {
  readonly registrations: Pick<ClientRegistrations, 'inReview'>;
}

/** GET /api/registry/relying-parties (B12): what waits for a decision, longest first. */
export async function listRelyingParties(
  request: HttpRequest,
  deps: ListRelyingPartiesDeps,
): Promise<HttpResponse> {
  await requireClerk(request, deps);
  const language = languageOf(request.query, { language: 'en' });
  const waiting = await deps.registrations.inReview();
  return { body: { relyingParties: waiting.map((each) => toRegistryRelyingParty(each, language)) } };
}

export function toRegistryRelyingParty(registration: Registration, language: Language): RegistryRelyingParty {
  const { client_id, version, owner = '-', review_asked_at, proposed, last_checks } = registration;
  return {
    client: client_id,
    version,
    state: stateOf(registration),
    owner,
    ...(review_asked_at !== undefined && { askedAt: review_asked_at }),
    metadata: metadataOf(registration),
    ...(proposed !== undefined && { proposed }),
    ...(last_checks !== undefined && { checks: toChecksView(last_checks, language) }),
  };
}
