import { createHash, createPublicKey } from 'node:crypto';
import type { DevicePublicKey } from '../../contracts/authenticator.ts';
import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Certificates } from '../certificate/certificates.ts';
import type { Device } from '../device/device.ts';
import { isLive } from './live-certificate.ts';

/** `CertificateRecord.keyId` of a phone's key: SHA-256 of its SubjectPublicKeyInfo, base64url. */
export function keyIdOf({ kty, crv, x, y }: DevicePublicKey): string {
  const key = createPublicKey({ key: { kty, crv, x, y }, format: 'jwk' });
  return createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('base64url');
}

/** The AUTHENTICATION certificate of a phone's key, or why it does not serve. */
export type DeviceCertificate =
  | { readonly state: 'good'; readonly certificate: CertificateRecord }
  | { readonly state: 'none' | 'suspended' | 'revoked' | 'expired' };

/**
 * Looks up whether a phone's key has an AUTHENTICATION certificate that counts now. The list comes from an index that may lag
 * by a moment, so the one that looks good is read again.
 */
export async function deviceCertificate(
  device: Device,
  certificates: Pick<Certificates, 'of' | 'find'>,
  now: Date,
): Promise<DeviceCertificate> {
  const keyId = keyIdOf(device.key);
  const own = (await certificates.of(device.accountId)).filter(
    ({ kind, keyId: certified }) => kind === 'authentication' && certified === keyId,
  );
  const listed = own.find((certificate) => isLive(certificate, now)) ?? own[0];
  const current = listed && (await certificates.find(listed.id));
  return stateOf(current, now);
}

function stateOf(certificate: CertificateRecord | undefined, now: Date): DeviceCertificate {
  if (certificate === undefined || certificate.status === 'issuing') return { state: 'none' };
  if (isLive(certificate, now)) return { state: 'good', certificate };
  if (certificate.status === 'suspended' || certificate.status === 'revoked')
    return { state: certificate.status };
  return { state: 'expired' };
}
