import type { Acr } from '../acr/acr.ts';
import type { AuthorizationRequest } from '../authorization-request/authorization-request.ts';
import type { Client } from '../client/client.ts';
import { type Consent, covers } from './consent.ts';
import { consentItems } from './consent-items.ts';

/** Whether the page naming the data may be passed without asking: never at `substantial`, and only where the client allows it. */
export function isRemembered(
  consent: Consent | undefined,
  request: AuthorizationRequest,
  client: Client,
  acr: Acr,
): boolean {
  return (
    client.remember_consent === true &&
    acr === 'eidas1' &&
    !request.askConsent &&
    covers(consent, consentItems(request))
  );
}
