import type * as v from 'valibot';
import type { ApprovalDecisionRequest } from '../../contracts/authenticator.ts';
import type { PinSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import type { Approval } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { requirePendingApproval } from '../../domain/approval/require-pending-approval.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Clients } from '../../domain/client/client.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import { verifyDecision } from '../../domain/device-signature/verify-decision.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Pins } from '../../domain/pin/pin-record.ts';
import { PinLockedNow, requirePin } from '../../domain/pin/require-pin.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import type { SignInHistory } from '../../domain/sign-in-history/sign-in-history.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface DecideApprovalDeps extends DeviceProofDeps {
  readonly issuer: string;
  readonly settings: PinSettings;
  readonly approvals: Approvals;
  readonly clients: Clients;
  readonly pins: Pins;
  readonly pinHash: ShortSecretHash;
  readonly personalData: PersonalData;
  readonly history: SignInHistory;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
}

type Request = HttpRequest<v.InferOutput<typeof ApprovalDecisionRequest>>;

/**
 * POST /api/authenticator/approvals/{approval} (B3, B4). The order is the rule: the phone's key, then its signature over what
 * it was shown, then the PIN, then the one conditional write that decides.
 */
export async function decideApproval(request: Request, deps: DecideApprovalDeps): Promise<HttpResponse> {
  const { body, now } = request;
  const { device, account } = await requireBoundDevice(request, deps);
  requireUsable(account);
  const found = await deps.approvals.find(request.params.approval ?? '');
  const approval = requirePendingApproval(found, account.id, now);
  await verifyDecision(body.signature, device.key, approval, body.decision);
  if (body.decision === 'approve') await requireOwnPin(body.pin, account, request, deps);
  const { id, decision } = { id: approval.id, decision: body.decision };
  const decided = await deps.approvals.decide({
    id,
    accountId: account.id,
    deviceId: device.id,
    decision,
    now,
  });
  if (!decided) throw decidedElsewhere();
  await record(request, approval, deps);
  return { body: { state: decision === 'approve' ? 'approved' : 'refused' } };
}

function requireUsable(account: Account): void {
  if (account.status === 'active') return;
  throw new Refusal('forbidden', 'account-not-usable', 'This identity is suspended.', { next: ['support'] });
}

async function requireOwnPin(
  pin: string,
  account: Account,
  request: Request,
  deps: DecideApprovalDeps,
): Promise<void> {
  try {
    await requirePin(account.id, pin, { ...deps, tries: deps.settings.tries });
  } catch (error) {
    if (error instanceof PinLockedNow) await tellLocked(account, request, deps);
    throw error;
  }
}

async function tellLocked(account: Account, request: Request, deps: DecideApprovalDeps): Promise<void> {
  const { email } = await openIdentity(account, deps.personalData);
  await Promise.all([
    deps.audit.record({ event: 'pin.locked', subject: account.id, actor: 'citizen', at: request.now }),
    deps.notifications.enqueue({
      id: `pin-locked:${account.id}:${request.now.toISOString()}`,
      template: 'pin-locked',
      language: account.language,
      to: { email },
      data: { link: `${deps.issuer}/recover` },
    }),
  ]);
}

async function record(request: Request, approval: Approval, deps: DecideApprovalDeps): Promise<void> {
  const refused = request.body.decision === 'refuse';
  const client = refused ? await deps.clients.find(approval.clientId) : undefined;
  await Promise.all([
    deps.audit.record({
      event: refused ? 'sign-in.refused' : 'sign-in.approved',
      subject: approval.accountId,
      actor: 'citizen',
      at: request.now,
      details: { client: approval.clientId },
    }),
    refused &&
      deps.history.add({
        accountId: approval.accountId,
        at: request.now.toISOString(),
        clientId: approval.clientId,
        client: client?.client_name ?? approval.clientId,
        outcome: 'refused',
        address: approval.address,
      }),
  ]);
}

const decidedElsewhere = (): Refusal =>
  new Refusal('conflict', 'approval-decided', 'This request was decided already, or taken back.');
