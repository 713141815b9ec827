import { clientInformation } from '../../domain/client-registration/client-information.ts';
import type { ClientRegistrations } from '../../domain/client-registration/registration.ts';
import { requireRegisteredClient } from '../../domain/client-registration/registration-token.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ReadRegistrationDeps {
  readonly issuer: string;
  readonly registrations: Pick<ClientRegistrations, 'find'>;
}

/** GET /oauth/register/{client} (RFC 7592 §2.1). */
export async function readRegistration(
  request: HttpRequest,
  deps: ReadRegistrationDeps,
): Promise<HttpResponse> {
  const { registration, token } = await requireRegisteredClient(request, deps.registrations);
  return {
    headers: { 'cache-control': 'no-store', pragma: 'no-cache' },
    body: clientInformation(registration, { issuer: deps.issuer, token }),
  };
}
