import { signatureValue } from '../../lambdas/domain/cms-assembly/signature-value.ts';
import { signedAttributes } from '../../lambdas/domain/cms-assembly/signed-attributes.ts';
import { assembleSignedData } from '../../lambdas/domain/cms-assembly/signed-data.ts';
import { serverNow } from '../api/call.ts';
import type { Device } from '../authenticator/device.ts';
import { toBase64Url } from './key-derivation.ts';
import type { KeptKey } from './key-vault.ts';
import { ES256, openSigningKey } from './make-key.ts';
import { timeStamp } from './time-stamp.ts';

/** What is signed: bytes that go along (attached), or the digest of a file that stays where it is (detached). */
export type ToSign =
  | { readonly content: Uint8Array<ArrayBuffer> }
  | { readonly digest: Uint8Array<ArrayBuffer> };

export interface Signed {
  /** CMS SignedData, DER. */
  readonly cms: Uint8Array<ArrayBuffer>;
  /** CAdES-T; without it (the authority did not answer) CAdES-B. */
  readonly timeStamped: boolean;
}

const sha256 = async (bytes: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer>> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));

/** Signs with a kept key: opens it with the password, signs the CAdES attributes, has the signature time-stamped. */
export async function sign(
  device: Device,
  kept: KeptKey,
  password: string,
  what: ToSign,
  onStage: (stage: 'opening' | 'stamping') => void = () => undefined,
): Promise<Signed> {
  const { certificate, issuer } = kept;
  if (certificate === undefined) throw new Error('This key has no certificate yet.');
  const digest = 'digest' in what ? what.digest : await sha256(what.content);
  onStage('opening');
  const key = await openSigningKey(device, kept, password, { purpose: 'sign', digest: toBase64Url(digest) });
  const attributes = signedAttributes({
    digest,
    digestAlgorithm: 'SHA-256',
    signingTime: new Date(serverNow()),
    certificate,
    certificateDigest: await sha256(certificate),
  });
  const signature = new Uint8Array(await crypto.subtle.sign(ES256, key, new Uint8Array(attributes)));
  onStage('stamping');
  const stamped = new Uint8Array(signatureValue(signature, certificate));
  const token = await timeStamp(stamped).catch(() => undefined);
  const cms = assembleSignedData({
    ...('content' in what && { content: what.content }),
    signedAttributes: attributes,
    signature,
    certificates: issuer ? [certificate, issuer] : [certificate],
    ...(token && { timeStamp: token }),
  });
  return { cms: new Uint8Array(cms), timeStamped: token !== undefined };
}
