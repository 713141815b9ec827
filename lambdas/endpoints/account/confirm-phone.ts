import type { ContactsView, NewPhoneConfirmation } from '../../contracts/account.ts';
import type { SmsSettings } from '../../contracts/settings.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type ChangeContactDeps, changeContact } from '../../domain/contact/change-contact.ts';
import { requireNewNumber } from '../../domain/contact/require-new-number.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

/** POST /api/account/phone/confirm (B11): the code of the SMS makes the new number the one to sign in with. */
export async function confirmPhone(
  request: HttpRequest<NewPhoneConfirmation>,
  deps: CitizenDeps & ChangeContactDeps & { readonly sms: SmsSettings },
): Promise<HttpResponse> {
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, request.now);
  const value = requireNewNumber(request.body.phone, deps.sms.countries);
  const wanted = { kind: 'phone', value, code: request.body.code } as const;
  const view: ContactsView = await changeContact(citizen.account, wanted, request.now, deps);
  return { body: view };
}
