import type { AccountIdentity } from '../account/account-identity.ts';
import { maskPhoneNumber } from '../phone-number/mask-phone-number.ts';

/** Names the kind of record inside its sealed content. */
export const SIMPLE_SIGNATURE_TYPE = 'simple-signature';

/**
 * What a simple signature says (D2): this person confirmed this document by a one-time code. Sealed by the service, so that it can
 * be verified later by anybody with the document; it identifies the author and, unlike its name, also shows any alteration.
 */
export interface SimpleSignatureRecord {
  readonly type: typeof SIMPLE_SIGNATURE_TYPE;
  readonly version: 1;
  readonly id: string;
  readonly issuer: string;
  readonly document: {
    readonly digestAlgorithm: 'SHA-256';
    /** Lower-case hex. */
    readonly digest: string;
    readonly name?: string;
  };
  readonly signer: { readonly name: string; readonly birthdate: string };
  readonly channel: { readonly method: 'sms-code'; readonly phone: string };
  /** ISO 8601. */
  readonly signedAt: string;
}

export function simpleSignatureRecord(facts: {
  readonly id: string;
  readonly issuer: string;
  readonly digest: string;
  readonly name: string;
  readonly identity: AccountIdentity;
  /** Where the code went. */
  readonly phone: string;
  readonly signedAt: string;
}): SimpleSignatureRecord {
  const { id, issuer, digest, name, identity, phone, signedAt } = facts;
  return {
    type: SIMPLE_SIGNATURE_TYPE,
    version: 1,
    id,
    issuer,
    document: { digestAlgorithm: 'SHA-256', digest, ...(name !== '' && { name }) },
    signer: { name: `${identity.given_name} ${identity.family_name}`, birthdate: identity.birthdate },
    channel: { method: 'sms-code', phone: maskPhoneNumber(phone) },
    signedAt,
  };
}
