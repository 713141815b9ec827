import type { APPROVAL_TYPE, DevicePublicKey } from '../../contracts/authenticator.ts';
import type { Approval, Decision } from '../approval/approval.ts';
import { Refusal } from '../errors.ts';
import { signedByDevice } from './device-jws.ts';

const DECISION_TYPE: typeof APPROVAL_TYPE = 'approval+jwt';

/**
 * The phone's signature over a decision and what it was shown: the challenge of this approval, the binding number (or
 * the message in its place) and the decision itself (B3). Nothing else by this key can be taken for it, because of its own `typ`.
 */
export async function verifyDecision(
  jws: string,
  key: DevicePublicKey,
  approval: Approval,
  decision: Decision,
): Promise<void> {
  const { header, payload: signed } = signedByDevice(jws, key) ?? {};
  const fits =
    header?.typ === DECISION_TYPE &&
    signed !== undefined &&
    signed.challenge === approval.challenge &&
    signed.binding === (approval.bindingMessage ?? approval.bindingNumber) &&
    signed.decision === decision;
  if (!fits) throw notSigned();
}

const notSigned = (): Refusal =>
  new Refusal(
    'unauthenticated',
    'decision-not-signed',
    'The decision is not signed by this phone for what it was shown. Open the request again.',
    { next: ['try-again'] },
  );
