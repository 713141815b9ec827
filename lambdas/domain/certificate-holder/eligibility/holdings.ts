import type { CertificateRecord } from '../../certificate/certificate-record.ts';
import { Refusal } from '../../errors.ts';
import { isRenewable } from '../certificate-view.ts';
import { isLive } from '../live-certificate.ts';
import type { Candidate, EligibilityRule } from './rule.ts';

/** The AUTHENTICATION certificate is for the key the phone has already: no other carrier. */
export const storagePossible: EligibilityRule = ({ kind, storage }) =>
  kind !== 'authentication' || storage === 'file'
    ? undefined
    : new Refusal(
        'invalid',
        'storage-not-possible',
        'The AUTHENTICATION certificate is for the key of your phone: choose the storage "file".',
        { fields: [{ field: 'storage', code: 'invalid' }] },
      );

export const phoneBound: EligibilityRule = ({ kind, phoneKeyId }) =>
  kind !== 'authentication' || phoneKeyId !== undefined
    ? undefined
    : new Refusal('conflict', 'no-phone', 'Activate your identity on a phone first.', { next: ['recover'] });

/**
 * A key that was reported lost or leaked is never certified again (RFC 5280 §5.3.1, keyCompromise): for AUTHENTICATION that is the
 * phone's, and the way on is a new phone, or this one activated anew. Keys of other kinds are certified once anyway.
 */
export const keyNotCompromised: EligibilityRule = ({ kind, held, phoneKeyId }) =>
  kind === 'authentication' &&
  held.some(({ keyId, reason }) => keyId === phoneKeyId && reason === 'keyCompromise')
    ? new Refusal(
        'conflict',
        'key-compromised',
        'The key of this phone was reported as lost or leaked and gets no certificate any more. Recover your identity on a phone, which makes a new key.',
        { next: ['recover'] },
      )
    : undefined;

/**
 * One certificate in use per holder and kind (C8): another one only in the renewal window. For AUTHENTICATION also when it is of a
 * phone that another has replaced.
 */
export const noneInUse: EligibilityRule = (candidate) => {
  const { settings, now } = candidate;
  const live = liveOne(candidate);
  if (live === undefined || isRenewable(live, now, settings) || isOfOldPhone(live, candidate))
    return undefined;
  return new Refusal(
    'conflict',
    'certificate-exists',
    `You have a good certificate of this kind. A new one can be had in the last ${settings.renewalMonths} months of its validity, or once it is revoked.`,
    { next: ['wait'] },
  );
};

/** A suspended one may come back: first it is lifted or revoked. */
export const noneSuspended: EligibilityRule = ({ kind, held, now }) =>
  held.some(
    ({ kind: has, status, notAfter }) =>
      has === kind && status === 'suspended' && Date.parse(notAfter) >= now.getTime(),
  )
    ? new Refusal(
        'conflict',
        'certificate-suspended',
        'Your certificate of this kind is suspended. Lift the suspension or revoke it first.',
        { next: ['counter'] },
      )
    : undefined;

/** The good certificate of that kind, which a new one would end. */
export const liveOne = ({ kind, held, now }: Candidate): CertificateRecord | undefined =>
  held.find((certificate) => certificate.kind === kind && isLive(certificate, now));

const isOfOldPhone = (certificate: CertificateRecord, { kind, phoneKeyId }: Candidate): boolean =>
  kind === 'authentication' && certificate.keyId !== phoneKeyId;
