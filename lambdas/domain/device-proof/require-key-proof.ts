import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import type { Replays } from '../replay/replays.ts';
import { thumbprint } from '../signer/signer.ts';
import { notProven, type ProvenRequest, parseDeviceProof, verifyDeviceProof } from './device-proof.ts';

/** A phone that is not known yet shows that it holds the key it wants to be known by: a proof that carries that very `jwk`. */
export async function requireKeyProof(
  header: string | undefined,
  key: DevicePublicKey,
  request: ProvenRequest,
  replays: Replays,
): Promise<void> {
  const proof = parseDeviceProof(header);
  const own = thumbprint(key);
  if (proof.jwk === undefined || thumbprint(proof.jwk) !== own) {
    throw notProven('The device proof must be made with the key being bound.');
  }
  const { jti, expiresAt } = await verifyDeviceProof(proof, key, request);
  const first = await replays.unique({ purpose: `device-key:${own}`, id: jti, expiresAt, now: request.now });
  if (!first) throw notProven('This request was sent before. Try again.');
}
