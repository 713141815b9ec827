import type * as v from 'valibot';
import type { SignInSettings, SmsSettings } from '../../contracts/settings.ts';
import type { SignInPhoneRequest } from '../../contracts/sign-in.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AccountHandles, Accounts } from '../../domain/account/accounts.ts';
import { type Approval, unknownHolder } from '../../domain/approval/approval.ts';
import { openQuestion } from '../../domain/approval/open-question.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import { interactionCookie } from '../../domain/interaction/interaction.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import { requireMobileNumber } from '../../domain/phone-number/require-mobile-number.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import { loadSignIn, outOfOrder, type SignIn, type SignInStores } from '../../domain/sign-in/load-sign-in.ts';
import { waitingView } from '../../domain/sign-in/sign-in-view.ts';
import type { CookieJar } from '../../shell/cookies.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface AskApprovalDeps extends SignInStores {
  readonly issuer: string;
  readonly settings: SignInSettings;
  readonly sms: SmsSettings;
  readonly handles: AccountHandles;
  readonly accounts: Accounts;
  readonly identify: Identify;
  readonly quotas: SendQuotas;
  readonly notifications: Notifications;
  readonly cookies: CookieJar;
  readonly randomness: Randomness;
}

type Request = HttpRequest<v.InferOutput<typeof SignInPhoneRequest>>;

/**
 * POST /api/sign-in/{interaction}/phone (B3). A number without an identity gets a decoy: the same reads, writes and answer,
 * and nobody who could approve (X2).
 */
export async function askApproval(request: Request, deps: AskApprovalDeps): Promise<HttpResponse> {
  const id = request.params.interaction ?? '';
  const secret = deps.cookies.read(request.cookies, interactionCookie(id));
  const signIn = await loadSignIn({ id, secret, now: request.now }, deps);
  requirePhoneStep(signIn);
  const phone = requireMobileNumber(request.body.phone, deps.sms.countries);
  const handle = await deps.identify('phone', phone);
  await takeQuotas(request, deps);
  const account = await usableAccount(handle, deps);
  const question = openQuestion(signIn.interaction.request, account?.id ?? unknownHolder(handle), {
    randomness: deps.randomness,
    address: request.sourceIp,
    lifetimeSeconds: deps.settings.approvalSeconds,
    now: request.now,
  });
  const approval = await deps.approvals.ask(question, deps.settings.approvalsPerNumber, request.now);
  if (!(await deps.interactions.awaitApproval(signIn.interaction, approval.id))) throw outOfOrder();
  await Promise.all([
    withdrawEarlier(signIn, deps),
    notify(signIn, approval, account && phone, account, deps),
  ]);
  return { body: waitingView(signIn, approval) };
}

/** A number can be typed, or corrected, as long as no phone has answered. */
function requirePhoneStep({ progress }: SignIn): void {
  if (progress.state !== 'phone' && progress.state !== 'waiting') throw outOfOrder();
}

async function takeQuotas(request: Request, deps: AskApprovalDeps): Promise<void> {
  const scope = `approval:address:${request.sourceIp}`;
  await deps.quotas.take([{ scope, ...deps.settings.approvalsPerAddress }], request.now);
}

async function usableAccount(handle: string, deps: AskApprovalDeps): Promise<Account | undefined> {
  const accountId = await deps.handles.accountOf(handle);
  const account = await deps.accounts.find(accountId ?? 'nobody'); // read also when there is none
  return account?.status === 'active' ? account : undefined;
}

async function withdrawEarlier({ interaction }: SignIn, deps: AskApprovalDeps): Promise<void> {
  if (interaction.approvalId !== undefined) await deps.approvals.withdraw(interaction.approvalId);
}

/** Without an address nobody is written to; it is queued all the same. */
async function notify(
  signIn: SignIn,
  approval: Approval,
  phone: string | undefined,
  account: Account | undefined,
  deps: AskApprovalDeps,
): Promise<void> {
  await deps.notifications.enqueue({
    id: `sign-in-request:${approval.id}`,
    template: 'sign-in-request',
    language: account?.language ?? signIn.interaction.request.language,
    to: phone === undefined ? {} : { phone },
    data: { client: signIn.client.client_name, link: `${deps.issuer}/app` },
  });
}
