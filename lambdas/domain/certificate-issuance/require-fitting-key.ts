import type { Candidate } from '../certificate-holder/eligibility/rule.ts';
import type { CertifiableKey } from '../certification-request/require-certifiable.ts';
import { Refusal } from '../errors.ts';

/**
 * Which key may be certified for what: AUTHENTICATION the key of the phone; in a file a P-256 key made by the app (its protocol,
 * docs/signing-key.md, knows no other); in a secure carrier any strong key. Never the phone's key for signatures: approving a
 * sign-in and signing a document must not be one and the same act.
 * @throws Refusal `key-not-of-phone`, `key-of-phone`, `key-not-for-storage`
 */
export function requireFittingKey(
  { key, keyId }: CertifiableKey,
  { kind, storage, phoneKeyId }: Pick<Candidate, 'kind' | 'storage' | 'phoneKeyId'>,
): void {
  if (kind === 'authentication') {
    if (keyId !== phoneKeyId) throw notOfPhone();
    return;
  }
  if (keyId === phoneKeyId) throw ofPhone();
  if (storage === 'file' && !(key.type === 'EC' && key.curve === 'P-256')) throw notForStorage();
}

const notOfPhone = (): Refusal =>
  new Refusal(
    'forbidden',
    'key-not-of-phone',
    'An AUTHENTICATION certificate is for the key of your activated phone, and this is another key. Request it on that phone.',
    { next: ['try-again', 'recover'] },
  );

const ofPhone = (): Refusal =>
  new Refusal(
    'unprocessable',
    'key-of-phone',
    'The key that logs you in cannot sign documents too. Make a new key for this certificate.',
    { next: ['try-again'] },
  );

const notForStorage = (): Refusal =>
  new Refusal(
    'unprocessable',
    'key-not-for-storage',
    'A key in a file is a P-256 key made by the app. For another key choose the carrier it is on and apply again.',
    { next: ['apply-for-certificate'] },
  );
