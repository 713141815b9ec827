import { createHash } from 'node:crypto';
import { decodeProtectedHeader, type JWK } from 'jose';
import type {
  DEVICE_PROOF_HEADER,
  DEVICE_PROOF_TYPE,
  DevicePublicKey,
} from '../../contracts/authenticator.ts';
import { signedByDevice } from '../device-signature/device-jws.ts';
import { Refusal } from '../errors.ts';

export const PROOF_HEADER: typeof DEVICE_PROOF_HEADER = 'device-proof';
const PROOF_TYPE: typeof DEVICE_PROOF_TYPE = 'device-proof+jwt';

/** How old a proof may be, and how far a phone's clock may be wrong. */
export const PROOF_LIFETIME_SECONDS = 60;

const LIMIT_CHARACTERS = 2048;

/** The request a proof is made for. */
export interface ProvenRequest {
  readonly method: string;
  readonly path: string;
  readonly rawBody: Uint8Array;
  readonly now: Date;
}

/** What a proof says before its key is known: made by a bound device (`kid`) or by a key being bound (`jwk`). */
export interface DeviceProof {
  readonly jws: string;
  readonly kid?: string;
  readonly jwk?: JWK;
}

/** Reads the header of a proof; nothing is verified yet (RFC 9449 §4.2 in manner). */
export function parseDeviceProof(jws: string | undefined): DeviceProof {
  if (jws === undefined || jws.length > LIMIT_CHARACTERS) throw notProven('The device proof is missing.');
  const header = decodeHeader(jws);
  if (header.typ !== PROOF_TYPE || header.alg !== 'ES256' || header.crit !== undefined) {
    throw notProven('The device proof is not of the expected type.');
  }
  if ((header.kid === undefined) === (header.jwk === undefined)) {
    throw notProven('The device proof must name its key by kid or by jwk.');
  }
  return {
    jws,
    ...(header.kid !== undefined && { kid: header.kid }),
    ...(header.jwk !== undefined && { jwk: header.jwk }),
  };
}

/** Verifies signature, method, path, body hash and time; gives the `jti`, which the caller must find unused. */
export async function verifyDeviceProof(
  proof: DeviceProof,
  key: DevicePublicKey,
  request: ProvenRequest,
): Promise<{ readonly jti: string; readonly expiresAt: Date }> {
  const payload = verifyBy(proof.jws, key);
  if (payload.htm !== request.method || payload.htu !== request.path) {
    throw notProven('The device proof was made for another request.');
  }
  if (payload.bh !== createHash('sha256').update(request.rawBody).digest('base64url')) {
    throw notProven('The device proof was made for another body.');
  }
  const { iat } = payload;
  requireFresh(iat, request.now);
  if (typeof payload.jti !== 'string' || !/^[\w-]{16,128}$/.test(payload.jti)) {
    throw notProven('The device proof needs a jti of 16 to 128 characters.');
  }
  return { jti: payload.jti, expiresAt: new Date((iat + 2 * PROOF_LIFETIME_SECONDS) * 1000) };
}

function requireFresh(iat: unknown, now: Date): asserts iat is number {
  const seconds = now.getTime() / 1000;
  if (typeof iat !== 'number' || Math.abs(seconds - iat) > PROOF_LIFETIME_SECONDS) {
    throw new Refusal(
      'unauthenticated',
      'device-clock',
      'The clock of the phone is more than a minute wrong. Set it to automatic and try again.',
      { next: ['try-again'] },
    );
  }
}

interface ProofPayload {
  readonly htm?: unknown;
  readonly htu?: unknown;
  readonly bh?: unknown;
  readonly iat?: unknown;
  readonly jti?: unknown;
}

function verifyBy(jws: string, key: DevicePublicKey): ProofPayload {
  const signed = signedByDevice(jws, key);
  if (signed === undefined) throw notProven('The device proof is not signed by this phone.');
  return signed.payload;
}

function decodeHeader(jws: string): ReturnType<typeof decodeProtectedHeader> {
  try {
    return decodeProtectedHeader(jws);
  } catch {
    throw notProven('The device proof cannot be read.');
  }
}

export const notProven = (sentence: string): Refusal =>
  new Refusal('unauthenticated', 'device-proof', sentence, { next: ['recover'] });
