import { IDENTIFICATIONS, type Identification, type RegistryPersonView } from '../../contracts/registry.ts';
import type { CertificateSettings } from '../../contracts/settings.ts';
import type { AccountIdentity } from '../../domain/account/account-identity.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import type { CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { toCertificateView } from '../../domain/certificate-holder/certificate-view.ts';
import { addressLine } from '../../domain/certificate-holder/four-attributes.ts';
import type { TellHolderDeps } from '../../domain/certificate-holder/tell-holder.ts';
import { Refusal } from '../../domain/errors.ts';
import { isLocked, type Pins } from '../../domain/pin/pin-record.ts';
import {
  type CounterDeps,
  recordAct,
  requireClerk,
  requirePerson,
  tellAct,
} from '../../domain/registry/counter.ts';
import {
  isShareLocked,
  type SigningShare,
  type SigningShares,
} from '../../domain/signing-share/signing-share.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';
import { toEntry } from './search.ts';

export interface ShowPersonDeps extends CounterDeps, TellHolderDeps {
  readonly settings: CertificateSettings;
  readonly accounts: Accounts;
  readonly certificates: Certificates;
  readonly pins: Pins;
  readonly shares: SigningShares;
}

/**
 * GET /api/registry/people/{account}?identified=…: opens a person's data, which is recorded before it is shown and told to the person,
 * once a day and operator (X1, X3).
 */
export async function showPerson(request: HttpRequest, deps: ShowPersonDeps): Promise<HttpResponse> {
  const { now } = request;
  const operator = await requireClerk(request, deps);
  const identified = requireIdentification(request.query.get('identified'));
  const account = await requirePerson(request.params.account ?? '', deps.accounts);
  const details = { identified };
  await recordAct({ event: 'registry.person-shown', subject: account.id, operator, at: now, details }, deps);
  await tellAct(account, 'identity-shown', `${operator.id}:${now.toISOString().slice(0, 10)}`, deps);
  const [identity, certificates, pin, shares] = await Promise.all([
    openIdentity(account, deps.personalData),
    deps.certificates.of(account.id),
    deps.pins.find(account.id),
    deps.shares.of(account.id),
  ]);
  const view: RegistryPersonView = {
    ...toEntry(account),
    language: account.language,
    ...(account.suspension !== undefined && { suspension: account.suspension }),
    identity: toIdentity(identity),
    pin: pin === undefined ? 'none' : isLocked(pin) ? 'locked' : 'good',
    signingKeys: shares.map((share) => toKey(share, certificates)),
    certificates: certificates
      .filter(({ status }) => status !== 'issuing')
      .map((certificate) => toCertificateView(certificate, now, deps.settings)),
  };
  return { body: view };
}

function requireIdentification(given: string | null): Identification {
  const identified = IDENTIFICATIONS.find((known) => known === given);
  if (identified !== undefined) return identified;
  throw new Refusal('invalid', 'not-identified', 'Say how you know that it concerns this person.', {
    fields: [{ field: 'identified', code: given === null ? 'missing' : 'invalid' }],
  });
}

function toIdentity(identity: AccountIdentity): RegistryPersonView['identity'] {
  const { address, documentExpiry } = identity;
  return {
    givenName: identity.given_name,
    familyName: identity.family_name,
    birthdate: identity.birthdate,
    gender: identity.gender,
    ...(address !== undefined && { address: addressLine(address) }),
    ...(documentExpiry !== undefined && { documentExpiry }),
    email: identity.email,
    phone: identity.phone_number,
  };
}

function toKey(
  share: SigningShare,
  certificates: readonly CertificateRecord[],
): RegistryPersonView['signingKeys'][number] {
  const serial = certificates.find(({ keyId }) => keyId === share.publicKey)?.id;
  return {
    key: share.id,
    createdAt: share.createdAt,
    locked: isShareLocked(share),
    ...(share.organisationId !== undefined && { organisation: share.organisationId }),
    ...(serial !== undefined && { certificate: serial }),
  };
}
