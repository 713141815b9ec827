import type { ApprovalsView, ApprovalView } from '../../contracts/authenticator.ts';
import type { Account } from '../../domain/account/account.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { ownerOf } from '../../domain/account/owned-id.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { deviceCertificate } from '../../domain/certificate-holder/device-certificate.ts';
import { type Clients, purposeOf } from '../../domain/client/client.ts';
import type { PhoneRecords } from '../../domain/device-proof/phone-records.ts';
import {
  type DeviceProofDeps,
  type ProvenDevice,
  requireBoundDevice,
} from '../../domain/device-proof/require-device.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { isLocked, type PinRecord } from '../../domain/pin/pin-record.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListApprovalsDeps extends DeviceProofDeps {
  readonly approvals: Pick<Approvals, 'pendingOf'>;
  readonly clients: Clients;
  readonly records: PhoneRecords;
  readonly personalData: PersonalData;
  readonly certificates: Pick<Certificates, 'of' | 'find'>;
}

/**
 * GET /api/authenticator/approvals: who asks, for what, and with which number (B3). Asked every few seconds while the app is open: two
 * reads (device, account and PIN; open requests) and no write, hence no record of the proof, which within its minute could only show the same once more.
 */
export async function listApprovals(request: HttpRequest, deps: ListApprovalsDeps): Promise<HttpResponse> {
  const { account, device, pin } = await openPhone(request, deps);
  const [pending, identity] = await Promise.all([
    deps.approvals.pendingOf(account.id, request.now),
    openIdentity(account, deps.personalData),
  ]);
  const certificate = pending.some(({ needsCertificate }) => needsCertificate)
    ? (await deviceCertificate(device, deps.certificates, request.now)).state
    : undefined;
  const view: ApprovalsView = {
    account: { status: statusOf(account, pin), givenName: identity.given_name },
    approvals: await Promise.all(
      pending.map(async (approval) => ({
        ...(await toView(approval, account, deps.clients)),
        ...(approval.needsCertificate && { certificate }),
      })),
    ),
  };
  return { body: view };
}

/** The phone, its account and how its PIN stands, in one read. */
async function openPhone(
  request: HttpRequest,
  deps: ListApprovalsDeps,
): Promise<ProvenDevice & { readonly pin: PinRecord | undefined }> {
  let read: Awaited<ReturnType<PhoneRecords['ofPhone']>> = {};
  const devices = {
    async find(id: string) {
      read = await deps.records.ofPhone(id);
      // a phone admitted before its id named its account
      return ownerOf(id) === undefined ? await deps.devices.find(id) : read.device;
    },
  };
  const accounts = {
    find: async (id: string) => (read.account?.id === id ? read.account : await deps.accounts.find(id)),
  };
  const proven = await requireBoundDevice(request, { ...deps, devices, accounts }, { repeatable: true });
  return { ...proven, pin: read.pin };
}

function statusOf(account: Account, pin: PinRecord | undefined): ApprovalsView['account']['status'] {
  if (account.status === 'suspended' || account.status === 'closed') return 'suspended';
  if (account.status === 'pending') return 'pending';
  return isLocked(pin) ? 'pin-locked' : 'active';
}

async function toView(approval: Approval, account: Account, clients: Clients): Promise<ApprovalView> {
  const client = await clients.find(approval.clientId);
  const purpose = client && purposeOf(client, account.language);
  return {
    id: approval.id,
    client: {
      name: client?.client_name ?? approval.clientId,
      ...(client?.logo_uri !== undefined && { logoUri: client.logo_uri }),
    },
    ...(purpose !== undefined && { purpose }),
    claims: [...approval.claims],
    bindingNumber: approval.bindingNumber,
    ...backchannelOf(approval),
    requestedAt: approval.requestedAt,
    expiresAt: approval.validUntil,
    challenge: approval.challenge,
  };
}

const backchannelOf = ({ backchannel, bindingMessage }: Approval): Pick<ApprovalView, 'backchannel'> =>
  backchannel === undefined
    ? {}
    : { backchannel: { ...(bindingMessage !== undefined && { bindingMessage }) } };
