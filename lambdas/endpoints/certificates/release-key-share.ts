import type { KeyShareReleaseRequest, KeyShareReleaseView } from '../../contracts/certificates.ts';
import type { SigningPasswordSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import { requireActive } from '../../domain/account/require-active.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { type TellHolderDeps, tellHolder } from '../../domain/certificate-holder/tell-holder.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import {
  requireSigningPassword,
  SigningPasswordLockedNow,
} from '../../domain/signing-share/require-signing-password.ts';
import { requireUsableKey } from '../../domain/signing-share/require-usable-key.ts';
import {
  type SigningShare,
  type SigningShares,
  sealedFor,
} from '../../domain/signing-share/signing-share.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ReleaseKeyShareDeps extends DeviceProofDeps, TellHolderDeps {
  readonly passwordSettings: SigningPasswordSettings;
  readonly shares: SigningShares;
  readonly certificates: Certificates;
  readonly personalData: PersonalData;
  readonly passwordHash: ShortSecretHash;
  readonly audit: AuditTrail;
}

type Request = HttpRequest<KeyShareReleaseRequest>;

/**
 * POST /api/signing-keys/{key}/share (C2). The order is the rule: the phone, the account, the certificate, then the password by one
 * counted try; what the share was released for is recorded before it is told.
 */
export async function releaseKeyShare(request: Request, deps: ReleaseKeyShareDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const { account } = await requireBoundDevice(request, deps);
  requireActive(account);
  const share = requireOwnShare(await deps.shares.find(request.params.key ?? ''), account);
  const certificate = await requireUsableKey(share, body.purpose, deps.certificates, now);
  await requireOwnPassword(share, account, request, deps);
  await deps.audit.record({
    event: 'signing-share.released',
    subject: account.id,
    actor: 'citizen',
    at: now,
    details: {
      key: share.id,
      purpose: body.purpose,
      digest: body.digest,
      ...(certificate !== undefined && { certificate: certificate.id }),
    },
  });
  const view = await deps.personalData.open<KeyShareReleaseView>(
    sealedFor(share.id),
    share.wrappedKey,
    share.sealed,
  );
  return { body: { share: view.share } };
}

/** Another person's key is not told apart from none. */
function requireOwnShare(share: SigningShare | undefined, account: Account): SigningShare {
  if (share?.accountId === account.id) return share;
  throw new Refusal('not-found', 'no-such-signing-key', 'There is no such signing key of yours.', {
    next: ['apply-for-certificate'],
  });
}

async function requireOwnPassword(
  share: SigningShare,
  account: Account,
  { body, now }: Request,
  deps: ReleaseKeyShareDeps,
): Promise<void> {
  try {
    await requireSigningPassword(share, body.verifier, { ...deps, settings: deps.passwordSettings });
  } catch (error) {
    if (error instanceof SigningPasswordLockedNow) await tellLocked(share, account, now, deps);
    throw error;
  }
}

async function tellLocked(
  { id }: SigningShare,
  account: Account,
  now: Date,
  deps: ReleaseKeyShareDeps,
): Promise<void> {
  const told = {
    id: `signing-password-locked:${id}:${now.toISOString()}`,
    template: 'signing-password-locked',
    page: '/help',
  };
  await Promise.all([
    deps.audit.record({
      event: 'signing-password.locked',
      subject: account.id,
      actor: 'citizen',
      at: now,
      details: { key: id },
    }),
    tellHolder(account, told, deps),
  ]);
}
