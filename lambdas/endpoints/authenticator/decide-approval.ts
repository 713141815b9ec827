import type * as v from 'valibot';
import type { ApprovalDecisionRequest } from '../../contracts/authenticator.ts';
import { requireActive } from '../../domain/account/require-active.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { requirePendingApproval } from '../../domain/approval/require-pending-approval.ts';
import { announceDecision } from '../../domain/backchannel-authentication/announce-decision.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { requireDeviceCertificate } from '../../domain/certificate-holder/require-device-certificate.ts';
import type { Clients } from '../../domain/client/client.ts';
import type { Device } from '../../domain/device/device.ts';
import type { PhoneRecords } from '../../domain/device-proof/phone-records.ts';
import {
  type DeviceProofDeps,
  type ProvenDevice,
  requireBoundDevice,
} from '../../domain/device-proof/require-device.ts';
import { verifyDecision } from '../../domain/device-signature/verify-decision.ts';
import { Refusal } from '../../domain/errors.ts';
import { type OwnPinDeps, requireOwnPin } from '../../domain/pin/require-own-pin.ts';
import type { SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DecideApprovalDeps extends DeviceProofDeps, OwnPinDeps {
  readonly approvals: Pick<Approvals, 'decide'>;
  readonly records: PhoneRecords;
  readonly clients: Clients;
  readonly certificates: Pick<Certificates, 'of' | 'find'>;
  readonly history: SignInHistory;
}

type Request = HttpRequest<v.InferOutput<typeof ApprovalDecisionRequest>>;

/**
 * POST /api/authenticator/approvals/{approval} (B3, B4). The order is the rule: the phone's key, then its signature over what
 * it was shown, then its certificate where the service asks for one, then the PIN, then the one conditional write that decides.
 */
export async function decideApproval(request: Request, deps: DecideApprovalDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const { device, account, asked } = await openDecision(request, deps);
  requireActive(account);
  const approval = requirePendingApproval(asked, account.id, now);
  await verifyDecision(body.signature, device.key, approval, body.decision);
  const certificate = await certificateFor(request, approval, device, deps);
  if (body.decision === 'approve') await requireOwnPin(account, body.pin, now, deps);
  await announceDecision(approval, now, deps.messages);
  const { id, decision } = { id: approval.id, decision: body.decision };
  const decided = await deps.approvals.decide({
    id,
    accountId: account.id,
    deviceId: device.id,
    decision,
    ...(certificate !== undefined && { certificate }),
    now,
  });
  if (!decided) throw decidedElsewhere();
  if (decision === 'refuse') await keepRefusal(request, approval, deps);
  return { body: { state: decision === 'approve' ? 'approved' : 'refused' } };
}

/**
 * The phone, its account and what it was asked, in one read. Only the phone says whose it is: when the approval is another
 * account's, the phone's own is read after it.
 */
async function openDecision(
  request: Request,
  deps: DecideApprovalDeps,
): Promise<ProvenDevice & { readonly asked: Approval | undefined }> {
  let read: Awaited<ReturnType<PhoneRecords['ofDecision']>> = {};
  const proven = await requireBoundDevice(request, {
    replays: deps.replays,
    devices: {
      async find(id) {
        read = await deps.records.ofDecision(id, request.params.approval ?? '');
        return read.device;
      },
    },
    accounts: { find: async (id) => (read.account?.id === id ? read.account : deps.accounts.find(id)) },
  });
  return { ...proven, asked: read.approval };
}

/** Where the service asks for a sign-in by certificate, only a phone with a good one may approve; refusing needs none. */
async function certificateFor(
  { body, now }: Request,
  { needsCertificate }: Approval,
  device: Device,
  deps: DecideApprovalDeps,
): Promise<string | undefined> {
  if (needsCertificate !== true || body.decision === 'refuse') return undefined;
  return (await requireDeviceCertificate(device, deps.certificates, now)).id;
}

/** The person's history; the audit trail follows from the decision itself (domain/approval/approval-journal). */
async function keepRefusal(request: Request, approval: Approval, deps: DecideApprovalDeps): Promise<void> {
  const client = await deps.clients.find(approval.clientId);
  await deps.history.add({
    accountId: approval.accountId,
    at: request.now.toISOString(),
    clientId: approval.clientId,
    client: client?.client_name ?? approval.clientId,
    outcome: 'refused',
    address: approval.address,
    source: approval.id,
  });
}

const decidedElsewhere = (): Refusal =>
  new Refusal('conflict', 'approval-decided', 'This request was decided already, or taken back.');
