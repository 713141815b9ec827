import type { Approval } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Notification, Notifications } from '../../domain/message/messenger.ts';
import type { Limit, SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { DescribeSignInDeps } from '../../domain/sign-in/describe-sign-in.ts';
import {
  type LoadSignInDeps,
  loadSignIn,
  outOfOrder,
  type SignIn,
} from '../../domain/sign-in/load-sign-in.ts';
import { waitingView } from '../../domain/sign-in/sign-in-view.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SendTextMessageDeps extends LoadSignInDeps, Pick<DescribeSignInDeps, 'issuer' | 'settings'> {
  readonly approvals: Pick<Approvals, 'claimTextMessage'>;
  readonly quotas: SendQuotas;
  readonly notifications: Notifications;
}

/**
 * POST /api/sign-in/{interaction}/text-message (B3): a push may not have arrived, so whoever waits can have the number told by SMS; once
 * an approval, by one conditional write, and within limits that hold over approvals. One written before the message is queued, so that
 * many at once give one; should queueing fail, the person asks the phone anew. For a number without an identity the same reads and
 * writes, and a message without address (X2).
 */
export async function sendTextMessage(
  request: HttpRequest,
  deps: SendTextMessageDeps,
): Promise<HttpResponse> {
  const signIn = await loadSignIn(request, { fresh: true }, deps);
  const approval = requireWaiting(signIn);
  await deps.quotas.take(limitsOf(approval, request.sourceIp, deps), request.now);
  if (!(await deps.approvals.claimTextMessage(approval.id, request.now))) throw sentBefore();
  await deps.notifications.enqueue(messageOf(signIn, approval, deps));
  return { body: waitingView(signIn, { ...approval, textedAt: request.now.toISOString() }) };
}

function requireWaiting({ progress }: SignIn): Approval {
  if (progress.state !== 'waiting') throw outOfOrder();
  if (progress.approval.textedAt !== undefined) throw sentBefore();
  return progress.approval;
}

/** A number without an identity is always asked as the same nobody: its limit is as any other's. */
const limitsOf = ({ accountId }: Approval, address: string, { settings }: SendTextMessageDeps): Limit[] => [
  { scope: `text-message:address:${address}`, ...settings.textMessagesPerAddress },
  { scope: `text-message:number:${accountId}`, ...settings.textMessagesPerNumber },
];

function messageOf(
  { interaction, client, record }: SignIn,
  { id, validUntil }: Approval,
  { issuer }: SendTextMessageDeps,
): Notification {
  const { phone } = interaction;
  const isReal = record.account !== undefined && record.account.persona === undefined;
  return {
    id: `sign-in-text-message:${id}`,
    template: 'sign-in-request',
    language: interaction.request.language,
    to: isReal && phone !== undefined ? { phone } : {},
    data: { client: client.client_name, link: `${issuer}/app` },
    until: validUntil,
  };
}

const sentBefore = (): Refusal =>
  new Refusal(
    'conflict',
    'text-message-sent',
    'A text message was sent for this sign-in already. If nothing arrives, check the number.',
    { next: ['wait'] },
  );
