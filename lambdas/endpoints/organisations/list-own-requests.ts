import { type AttributeRequests, openRequest } from '../../domain/attribute/attribute-request.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toRequestView } from './request-view.ts';

export interface ListOwnRequestsDeps extends CitizenDeps {
  readonly attributeRequests: Pick<AttributeRequests, 'ofDelegate'>;
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly settings: { readonly requestDays: number };
}

/** GET /api/attribute-requests: what the person asked for, newest first (E3). */
export async function listOwnRequests(
  request: HttpRequest,
  deps: ListOwnRequestsDeps,
): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const own = await deps.attributeRequests.ofDelegate(account.id);
  const requests = await Promise.all(
    own.map(async (each) => {
      const content = await openRequest(each, account, deps.personalData);
      return toRequestView(each, content, 'delegate', deps.settings.requestDays, request.now);
    }),
  );
  return { body: { requests } };
}
