import type { KeyShareRequest, KeyShareView } from '../../contracts/certificates.ts';
import type { SigningPasswordSettings } from '../../contracts/settings.ts';
import { requireActive } from '../../domain/account/require-active.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import { noSuchOrganisation } from '../../domain/organisation/no-such-organisation.ts';
import type { Organisations } from '../../domain/organisation/organisation.ts';
import { requireRepresentative } from '../../domain/organisation/representative.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import {
  SHARE_BYTES,
  type SigningShare,
  type SigningShares,
  sealedFor,
  verifierMessage,
} from '../../domain/signing-share/signing-share.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface CreateKeyShareDeps extends DeviceProofDeps {
  readonly passwordSettings: SigningPasswordSettings;
  readonly shares: SigningShares;
  readonly organisations: Organisations;
  readonly personalData: PersonalData;
  readonly passwordHash: ShortSecretHash;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

type Request = HttpRequest<KeyShareRequest>;

/** More than anybody needs: each is a record kept for good. */
const MOST_KEYS = 100;

/** POST /api/signing-keys: the server's share of a new signing key, and the verifier under which it is released (C2). */
export async function createKeyShare(request: Request, deps: CreateKeyShareDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireBoundDevice(request, deps);
  requireActive(account);
  if (body.organisation !== undefined) await requireOwnOrganisation(body.organisation, account.id, deps);
  if ((await deps.shares.of(account.id)).length >= MOST_KEYS) throw tooManyKeys();
  const share = Buffer.from(deps.randomness.bytes(SHARE_BYTES)).toString('base64url');
  const record = await sealShare(share, account.id, request, deps);
  await deps.shares.keep(record);
  await deps.audit.record({
    event: 'signing-share.created',
    subject: account.id,
    actor: 'citizen',
    at: now,
    details: { key: record.id },
  });
  const view: KeyShareView = { key: record.id, share };
  return { status: 201, body: view };
}

async function requireOwnOrganisation(
  id: string,
  accountId: string,
  { organisations }: CreateKeyShareDeps,
): Promise<void> {
  const organisation = await organisations.find(id);
  if (organisation === undefined) throw noSuchOrganisation();
  requireRepresentative(organisation, accountId);
}

async function sealShare(
  share: string,
  accountId: string,
  { body, now }: Request,
  deps: CreateKeyShareDeps,
): Promise<SigningShare> {
  const [id, salt] = [deps.randomness.id(), deps.randomness.id()];
  const wrappedKey = await deps.personalData.create(sealedFor(id));
  const [sealed, mac] = await Promise.all([
    deps.personalData.seal(sealedFor(id), wrappedKey, { share }),
    deps.passwordHash.generate(verifierMessage(id, salt, body.verifier)),
  ]);
  return {
    id,
    accountId,
    ...(body.organisation !== undefined && { organisationId: body.organisation }),
    publicKey: body.publicKey,
    wrappedKey,
    sealed,
    mac,
    salt,
    attempts: 0,
    ceiling: deps.passwordSettings.tries,
    createdAt: now.toISOString(),
  };
}

const tooManyKeys = (): Refusal =>
  new Refusal(
    'too-many',
    'too-many-signing-keys',
    'So many signing keys were made with this identity that something must be wrong. Get in touch with support.',
    { next: ['support'] },
  );
