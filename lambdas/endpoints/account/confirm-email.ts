import type { ContactsView, NewEmailConfirmation } from '../../contracts/account.ts';
import {
  type CitizenDeps,
  requireCitizen,
  requireFresh,
} from '../../domain/citizen-session/require-citizen.ts';
import { type ChangeContactDeps, changeContact } from '../../domain/contact/change-contact.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export type ConfirmContactDeps = CitizenDeps & ChangeContactDeps;

/** POST /api/account/email/confirm (B11): the code of the e-mail makes the new address the person's. */
export async function confirmEmail(
  request: HttpRequest<NewEmailConfirmation>,
  deps: ConfirmContactDeps,
): Promise<HttpResponse> {
  const citizen = await requireCitizen(request, deps);
  requireFresh(citizen, request.now);
  const { email, code } = request.body;
  const wanted = { kind: 'email', value: email, code } as const;
  const view: ContactsView = await changeContact(citizen.account, wanted, request.now, deps);
  return { body: view };
}
