import type { CertificateSettings } from '../../../contracts/settings.ts';
import type { Account } from '../../account/account.ts';
import { openIdentity } from '../../account/open-identity.ts';
import type { CertificateKind, Storage } from '../../certificate/certificate-record.ts';
import type { Certificates } from '../../certificate/certificates.ts';
import type { Devices } from '../../device/device.ts';
import type { Organisations } from '../../organisation/organisation.ts';
import type { PersonalData } from '../../personal-data/personal-data.ts';
import { keyIdOf } from '../device-certificate.ts';
import type { Candidate } from './rule.ts';

export interface CandidateDeps {
  readonly settings: CertificateSettings;
  readonly certificates: Certificates;
  readonly devices: Pick<Devices, 'find'>;
  readonly organisations: Organisations;
  readonly personalData: PersonalData;
}

/** All that the rules look at, read as it is now. */
export async function loadCandidate(
  wish: {
    readonly account: Account;
    readonly kind: CertificateKind;
    readonly storage: Storage;
    readonly organisationId?: string | undefined;
    readonly now: Date;
  },
  deps: CandidateDeps,
): Promise<Candidate> {
  const { account, organisationId } = wish;
  const holder = organisationId === undefined ? account.id : `organisation:${organisationId}`;
  const [identity, held, device, organisation] = await Promise.all([
    openIdentity(account, deps.personalData),
    deps.certificates.of(holder),
    deps.devices.find(account.deviceId ?? 'none'),
    organisationId === undefined ? undefined : deps.organisations.find(organisationId),
  ]);
  const phoneKeyId = device?.status === 'bound' ? keyIdOf(device.key) : undefined;
  return { ...wish, identity, held, organisation, phoneKeyId, settings: deps.settings };
}
