import type * as v from 'valibot';
import type { ActivationPinRequest } from '../../contracts/authenticator.ts';
import type { PinSettings } from '../../contracts/settings.ts';
import type { AccountIdentity } from '../../domain/account/account-identity.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { ACTIVATION_LINK, type Activations } from '../../domain/activation/activations.ts';
import { requireActivation } from '../../domain/activation/require-activation.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import {
  type DeviceProofDeps,
  type ProvenDevice,
  requireProvenDevice,
} from '../../domain/device-proof/require-device.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Links } from '../../domain/link/links.ts';
import type { Notifications } from '../../domain/message/messenger.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { pinMessage } from '../../domain/pin/pin-record.ts';
import { requireNewPin } from '../../domain/pin/require-new-pin.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type {
  AccountEvent,
  RelyingPartyMessages,
} from '../../domain/relying-party-message/relying-party-message.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ChoosePinDeps extends DeviceProofDeps {
  readonly issuer: string;
  readonly settings: PinSettings;
  readonly links: Links;
  readonly personalData: PersonalData;
  readonly pinHash: ShortSecretHash;
  readonly activations: Activations;
  readonly notifications: Notifications;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
  readonly randomness: Randomness;
}

type Request = HttpRequest<v.InferOutput<typeof ActivationPinRequest>>;

/** POST /api/authenticator/activation/pin: the PIN typed twice makes the admitted phone the account's one phone (A11, B4). */
export async function choosePin(request: Request, deps: ChoosePinDeps): Promise<HttpResponse> {
  const proven = await requireAdmittedDevice(request, deps);
  const identity = await openIdentity(proven.account, deps.personalData);
  const { pin, repeated } = request.body;
  requireNewPin(pin, repeated, { birthdate: identity.birthdate, phoneNumber: identity.phone_number });
  await complete(request, proven, deps);
  const event = proven.account.status === 'pending' ? 'account.activated' : 'account.recovered';
  await finish(request, { ...proven, identity, event, at: request.now }, deps);
  return { body: { deviceId: proven.device.id, step: 'done' } };
}

/** The phone that typed the SMS code under this very link. */
async function requireAdmittedDevice(request: Request, deps: ChoosePinDeps): Promise<ProvenDevice> {
  const proven = await requireProvenDevice(request, deps);
  if (isDone(proven)) {
    await finishInterrupted(request, proven, deps);
    throw alreadyActive();
  }
  const { account } = await requireActivation(request.body.token, request.now, deps);
  if (proven.device.activation !== hashSecret(request.body.token) || account.id !== proven.account.id) {
    throw new Refusal('conflict', 'device-not-admitted', 'Type the SMS code on this phone first.', {
      next: ['new-code'],
    });
  }
  return proven;
}

/** The answer to the first choice was lost on the way: that choice stands. */
const isDone = ({ device, account }: ProvenDevice): boolean =>
  device.status === 'bound' && device.activation === undefined && account.deviceId === device.id;

const alreadyActive = (): Refusal =>
  new Refusal('conflict', 'already-active', 'This phone is active already, with the code chosen first.', {
    next: ['sign-in', 'recover'],
  });

async function complete(
  request: Request,
  { account, device }: ProvenDevice,
  deps: ChoosePinDeps,
): Promise<void> {
  const salt = deps.randomness.id();
  const mac = await deps.pinHash.generate(pinMessage(account.id, salt, request.body.pin));
  const pin = { mac, salt, tries: deps.settings.tries };
  if (!(await deps.activations.complete({ account, device, pin, now: request.now }))) {
    throw new Refusal(
      'conflict',
      'activation-changed',
      'This was done at the same time elsewhere. Reload the page.',
      {
        next: ['try-again'],
      },
    );
  }
}

/** The phone was bound: when, and whether for the first time. */
interface Bound extends ProvenDevice {
  readonly identity: AccountIdentity;
  readonly event: 'account.activated' | 'account.recovered';
  readonly at: Date;
}

/** What follows the choice, each part as good done twice; the link is used up last, so that an open one tells of a crash. */
async function finish(request: Request, bound: Bound, deps: ChoosePinDeps): Promise<void> {
  await deps.activations.concludeEnrolment(bound.account.enrolmentId);
  await tell(request, bound, deps);
  await useUp(request, deps);
}

/** The choice stands, and a failure kept the rest from being done. */
async function finishInterrupted(request: Request, proven: ProvenDevice, deps: ChoosePinDeps): Promise<void> {
  const { token } = request.body;
  const { boundBy, boundAt } = proven.device;
  if (boundBy !== hashSecret(token) || boundAt === undefined) return;
  const link = await deps.links.find({ token, purpose: ACTIVATION_LINK, now: request.now });
  if (link === undefined || link.used) return;
  const identity = await openIdentity(proven.account, deps.personalData);
  const event = link.data.purpose === 'recover' ? 'account.recovered' : 'account.activated';
  await finish(request, { ...proven, identity, event, at: new Date(boundAt) }, deps);
}

async function useUp({ body: { token }, now }: Request, deps: ChoosePinDeps): Promise<void> {
  try {
    await deps.links.consume({ token, purpose: ACTIVATION_LINK, now });
  } catch (error) {
    if (!(error instanceof Refusal)) throw error; // the same choice, sent again at once, used it up
  }
}

/** What services learn of a recovery: the old phone's key is worth nothing, what it opened ends, and the identity is usable again. */
const RECOVERY: readonly AccountEvent[] = [
  { type: 'credential-revoked', credential: 'app' },
  { type: 'sessions-revoked' },
  { type: 'account-enabled' },
];

async function tell(
  request: Request,
  { account, device, identity, event, at }: Bound,
  deps: ChoosePinDeps,
): Promise<void> {
  const link = hashSecret(request.body.token);
  await Promise.all([
    ...(event === 'account.recovered' ? RECOVERY : []).map((happened) =>
      deps.messages.enqueue({
        kind: 'account-event',
        accountId: account.id,
        event: happened,
        id: `${event}:${link}:${happened.type}`,
        at: at.toISOString(),
      }),
    ),
    deps.audit.record({
      event,
      subject: account.id,
      actor: 'citizen',
      at,
      details: { device: device.id },
      once: `phone-activated#${link}`,
    }),
    deps.notifications.enqueue({
      id: `phone-activated:${link}`,
      template: 'phone-activated',
      language: account.language,
      to: { email: identity.email },
      data: { device: device.name, link: `${deps.issuer}/recover` },
    }),
  ]);
}
