import type * as v from 'valibot';
import type { RecoveryRequest } from '../../contracts/authenticator.ts';
import { ENROLMENT_LINKS } from '../../contracts/enrolment.ts';
import type { PinSettings, SmsSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import type { AccountHandles, Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { ACTIVATION_LINK } from '../../domain/activation/activations.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import type { Links } from '../../domain/link/links.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { requireMobileNumber } from '../../domain/phone-number/require-mobile-number.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { SendQuotas } from '../../domain/send-quota/send-quotas.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface RequestRecoveryDeps {
  readonly issuer: string;
  readonly settings: PinSettings;
  readonly sms: SmsSettings;
  readonly identify: Identify;
  readonly handles: AccountHandles;
  readonly accounts: Accounts;
  readonly personalData: PersonalData;
  readonly links: Links;
  readonly quotas: SendQuotas;
  readonly notifications: Notifications;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

type Request = HttpRequest<v.InferOutput<typeof RecoveryRequest>>;

/** POST /api/authenticator/recovery (B4): 204 for every number; where it has an identity, its e-mail address gets a link (X2). */
export async function requestRecovery(request: Request, deps: RequestRecoveryDeps): Promise<HttpResponse> {
  const phone = requireMobileNumber(request.body.phone, deps.sms.countries);
  const handle = await deps.identify('phone', phone);
  await takeQuotas(request, handle, deps);
  const accountId = await deps.handles.accountOf(handle);
  const account = await deps.accounts.find(accountId ?? 'nobody'); // read also when there is none
  const isReal = account?.persona === undefined; // a test persona is never written to
  const recoverable = isReal && (account?.status === 'pending' || account?.status === 'active');
  await sendLink(request, recoverable ? account : undefined, deps);
  return { status: 204 };
}

async function takeQuotas(request: Request, handle: string, deps: RequestRecoveryDeps): Promise<void> {
  const { recoveriesPerAddress, recoveriesPerNumber } = deps.settings;
  const limits = [
    { scope: `recovery:address:${request.sourceIp}`, ...recoveriesPerAddress },
    { scope: `recovery:number:${handle}`, ...recoveriesPerNumber },
  ];
  await deps.quotas.take(limits, request.now);
}

/** For nobody, a link that opens nothing is made and a message without address queued: the work stays alike. */
async function sendLink(
  request: Request,
  account: Account | undefined,
  deps: RequestRecoveryDeps,
): Promise<void> {
  const { now } = request;
  const lifetimeSeconds = deps.settings.recoverySeconds;
  const token = await deps.links.create({
    purpose: account === undefined ? 'nothing' : ACTIVATION_LINK,
    subject: account?.id ?? 'nobody',
    lifetimeSeconds,
    now,
    data: { purpose: account?.status === 'pending' ? 'activate' : 'recover', sentAt: now.toISOString() },
  });
  const email = account && (await openIdentity(account, deps.personalData)).email;
  await Promise.all([
    deps.notifications.enqueue({
      id: `account-recovery:${deps.randomness.id()}`,
      template: 'account-recovery',
      language: account?.language ?? 'en',
      to: email === undefined ? {} : { email },
      data: {
        link: `${deps.issuer}${ENROLMENT_LINKS.activation}#${token}`,
        minutes: String(Math.floor(lifetimeSeconds / 60)),
      },
    }),
    deps.audit.record({
      event: 'recovery.requested',
      subject: account?.id ?? '-',
      actor: 'citizen',
      at: now,
    }),
  ]);
}
