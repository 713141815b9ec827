import type * as v from 'valibot';
import type { SmsSettings } from '../../contracts/settings.ts';
import type { SignInPhoneRequest } from '../../contracts/sign-in.ts';
import type { AccountHandles } from '../../domain/account/accounts.ts';
import { type Approval, unknownHolder } from '../../domain/approval/approval.ts';
import type { Approvals } from '../../domain/approval/approvals.ts';
import { openQuestion } from '../../domain/approval/open-question.ts';
import { requireFittingNumber } from '../../domain/client/environment.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import {
  type Interaction,
  interactionCookie,
  interactionPath,
} from '../../domain/interaction/interaction.ts';
import { sealInteraction } from '../../domain/interaction/sealed-interaction.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import { isFictionalNumber, type PersonaApprovals } from '../../domain/persona/persona.ts';
import { requireSignInNumber } from '../../domain/phone-number/require-sign-in-number.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { DescribeSignInDeps } from '../../domain/sign-in/describe-sign-in.ts';
import {
  type LoadSignInDeps,
  loadSignIn,
  outOfOrder,
  type SignIn,
} from '../../domain/sign-in/load-sign-in.ts';
import { waitingView } from '../../domain/sign-in/sign-in-view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AskApprovalDeps extends LoadSignInDeps, Pick<DescribeSignInDeps, 'issuer' | 'settings'> {
  readonly sms: SmsSettings;
  readonly handles: AccountHandles;
  readonly approvals: Approvals;
  readonly identify: Identify;
  readonly quotas: SendQuotas;
  readonly notifications: Notifications;
  readonly personaApprovals: PersonaApprovals;
  readonly cookies: CookieJar;
  readonly randomness: Randomness;
}

type Request = HttpRequest<v.InferOutput<typeof SignInPhoneRequest>>;

/** The phone that is asked; without `accountId` nobody's. */
interface Asked {
  readonly phone: string;
  readonly handle: string;
  readonly accountId: string | undefined;
}

/**
 * POST /api/sign-in/{interaction}/phone (B3): one count of the address, one read of whose the number is, one write of the question.
 * A number without an identity gets the same, and nobody who could approve (X2). What the identity is worth is judged when its phone
 * has answered: the phone's side refuses where it is suspended, ours where a persona meets a client of real people.
 */
export async function askApproval(request: Request, deps: AskApprovalDeps): Promise<HttpResponse> {
  const signIn = await loadSignIn(request, { fresh: true }, deps);
  requirePhoneStep(signIn);
  const phone = requireSignInNumber(request.body.phone, deps.sms.countries);
  requireFittingNumber(signIn.client, phone);
  const asked = await whoseNumber(phone, request, deps);
  const { accountId = unknownHolder(asked.handle) } = asked;
  const question = openQuestion(signIn.interaction.request, accountId, {
    randomness: deps.randomness,
    address: request.sourceIp,
    lifetimeSeconds: deps.settings.approvalSeconds,
    now: request.now,
  });
  const approval = await deps.approvals.ask(question, deps.settings.approvalsPerNumber, request.now);
  await Promise.all([withdrawEarlier(signIn, deps), wakePhone(signIn, approval, asked, deps)]);
  return {
    body: waitingView(signIn, approval),
    cookies: [await nextCookie(signIn.interaction, approval, phone, request.now, deps)],
  };
}

/** A number can be typed, or corrected, as long as no phone has answered. */
function requirePhoneStep({ progress }: SignIn): void {
  if (!['phone', 'recognised', 'waiting'].includes(progress.state)) throw outOfOrder();
}

/** A persona's number leads to its account everywhere: whether it may sign in here is judged with what the account says. */
async function whoseNumber(phone: string, request: Request, deps: AskApprovalDeps): Promise<Asked> {
  const scope = `approval:address:${request.sourceIp}`;
  const handle = await deps.identify('phone', phone);
  const [accountId] = await Promise.all([
    deps.handles.accountOf(handle),
    deps.quotas.take([{ scope, ...deps.settings.approvalsPerAddress }], request.now),
  ]);
  return { phone, handle, accountId };
}

async function withdrawEarlier({ interaction }: SignIn, deps: AskApprovalDeps): Promise<void> {
  if (interaction.approvalId !== undefined) await deps.approvals.withdraw(interaction.approvalId);
}

/** By Web Push, else by SMS: the notifier knows, so that nothing here depends on it. A persona's by its queue. For a number without an identity a message without address is queued. */
async function wakePhone(
  { interaction, client }: SignIn,
  { id, validUntil }: Approval,
  { phone, accountId }: Asked,
  deps: AskApprovalDeps,
): Promise<void> {
  if (accountId !== undefined && isFictionalNumber(phone)) {
    return await deps.personaApprovals.enqueue({ approval: id, accountId });
  }
  await deps.notifications.enqueue({
    id: `sign-in-request:${id}`,
    template: 'sign-in-request',
    language: interaction.request.language,
    to: accountId === undefined ? {} : { phone, account: accountId },
    data: { client: client.client_name, link: `${deps.issuer}/app` },
    until: validUntil,
  });
}

/** From now on the browser waits for this approval. */
async function nextCookie(
  { sessionId, ...interaction }: Interaction,
  approval: Approval,
  phone: string,
  now: Date,
  { cookies, sealers }: AskApprovalDeps,
): Promise<string> {
  const next = { ...interaction, approvalId: approval.id, phone };
  const sealed = sealInteraction(next, await sealers('interaction'));
  const maxAgeSeconds = Math.ceil((Date.parse(interaction.validUntil) - now.getTime()) / 1000);
  const { id } = interaction;
  return cookies.under(interactionPath(id)).set(interactionCookie(id), sealed, { maxAgeSeconds });
}
