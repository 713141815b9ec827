import type { Account } from '../account/account.ts';
import type { Clients } from '../client/client.ts';
import type { Consents } from '../consent/consent.ts';
import type { OwnDevices } from '../device/device.ts';
import type { EnrolledPerson } from '../enrolment/enrolment.ts';
import type { Enrolments } from '../enrolment/enrolments.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { PushSubscriptions } from '../web-push/push-subscription.ts';

export interface CollectBasicsDeps {
  readonly personalData: Pick<PersonalData, 'open'>;
  readonly enrolments: Pick<Enrolments, 'load'>;
  readonly devices: OwnDevices;
  readonly pushSubscriptions: Pick<PushSubscriptions, 'of'>;
  readonly consents: Pick<Consents, 'of'>;
  readonly clients: Clients;
}

type Section = Record<string, unknown>;

/** What the person told when they enrolled. Pictures and recordings are shown to nobody but the reviewer, and go by themselves. */
export async function enrolmentOf(
  { enrolmentId }: Account,
  { enrolments, personalData }: CollectBasicsDeps,
): Promise<Section | undefined> {
  const enrolment = await enrolments.load(enrolmentId);
  if (enrolment === undefined || enrolment.sealed === '') return undefined;
  const { id, reference, createdAt, submittedAt, documentType, channel, decision, wrappedKey, sealed } =
    enrolment;
  const told = await personalData.open<EnrolledPerson>(id, wrappedKey, sealed);
  return {
    reference,
    startedAt: createdAt,
    submittedAt,
    documentType,
    channel,
    outcome: decision?.outcome,
    decidedAt: decision?.decidedAt,
    told: { ...told },
  };
}

export async function phonesOf(
  account: Account,
  { devices, pushSubscriptions }: CollectBasicsDeps,
): Promise<Section[]> {
  const [found, woken] = await Promise.all([devices.of(account.id), pushSubscriptions.of(account.id)]);
  return found.map(({ id, name, status, addedAt, boundAt, revokedAt, key }) => ({
    name,
    status,
    addedAt,
    boundAt,
    revokedAt,
    publicKey: key,
    notificationsSince: woken?.deviceId === id ? woken.addedAt : undefined,
  }));
}

/** Which services get what. */
export async function servicesOf(
  { id }: Account,
  { consents, clients }: CollectBasicsDeps,
): Promise<Section[]> {
  const given = await consents.of(id);
  return Promise.all(
    given.map(async ({ clientId, claims, givenAt, lastUsedAt }) => {
      const client = await clients.find(clientId);
      return {
        id: clientId,
        name: client?.client_name ?? clientId,
        data: claims,
        agreedAt: givenAt,
        lastUsedAt,
      };
    }),
  );
}
