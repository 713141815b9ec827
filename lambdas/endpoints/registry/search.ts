import type { RegistryEntry, RegistrySearchRequest } from '../../contracts/registry.ts';
import type { SmsSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AccountHandles, Accounts } from '../../domain/account/accounts.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import { requireMobileNumber } from '../../domain/phone-number/require-mobile-number.ts';
import { type CounterDeps, recordAct, requireClerk } from '../../domain/registry/counter.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SearchDeps extends CounterDeps {
  readonly sms: SmsSettings;
  readonly accounts: Accounts;
  readonly handles: AccountHandles;
  readonly certificates: Pick<Certificates, 'find'>;
  readonly identify: Identify;
}

/**
 * POST /api/registry/search: who holds this exact phone number, e-mail address, certificate or account (X3). Answers no personal data,
 * and the trail says that it was searched, never for what.
 */
export async function search(
  request: HttpRequest<RegistrySearchRequest>,
  deps: SearchDeps,
): Promise<HttpResponse> {
  const { body, now } = request;
  const operator = await requireClerk(request, deps);
  const id = await accountIdBy(body, deps);
  const account = id === undefined ? undefined : await deps.accounts.find(id);
  await recordAct(
    {
      event: 'registry.searched',
      subject: account?.id ?? '-',
      operator,
      at: now,
      details: { by: body.by, found: account === undefined ? 'no' : 'yes' },
    },
    deps,
  );
  return { body: { people: account === undefined ? [] : [toEntry(account)] } };
}

async function accountIdBy(
  { by, value }: RegistrySearchRequest,
  deps: SearchDeps,
): Promise<string | undefined> {
  switch (by) {
    case 'account':
      return value;
    case 'certificate':
      return (await deps.certificates.find(value.replace(/[\s:]/g, '').toLowerCase()))?.applicant;
    case 'email':
      return deps.handles.accountOf(await deps.identify('email', value.toLowerCase()));
    case 'phone':
      return deps.handles.accountOf(
        await deps.identify('phone', requireMobileNumber(value, deps.sms.countries)),
      );
  }
}

export const toEntry = ({ id, status, level, verifiedAt }: Account): RegistryEntry => ({
  account: id,
  status,
  level,
  verifiedAt,
});
