import type { CertificateRecord } from '../certificate/certificate-record.ts';
import type { Candidate } from '../certificate-holder/eligibility/rule.ts';
import { fourAttributesOf } from '../certificate-holder/four-attributes.ts';
import { type FourAttributes, toGeneralNames } from '../certificate-profile/attributes.ts';
import type { CertificateContent } from '../certificate-profile/certificate-content.ts';
import { opaqueName, organisationName } from '../certificate-profile/names.ts';
import { HOLDER_PROFILES } from '../certificate-profile/profile.ts';

/** What the certificate of an intent will say: all from the record and from what is known of the holder now, nothing from the request. */
export function contentOf(
  record: CertificateRecord,
  publicKey: Uint8Array,
  { kind, identity, organisation, settings }: Candidate,
): CertificateContent {
  const { country, oidArc } = settings;
  return {
    profile: HOLDER_PROFILES[kind],
    serial: record.id,
    subject: organisation ? organisationName(country, organisation) : opaqueName(country, record.id),
    ...(kind === 'signature' && {
      alternativeNames: toGeneralNames(named(fourAttributesOf(identity)), oidArc),
    }),
    publicKey,
    notBefore: new Date(record.notBefore),
    notAfter: new Date(record.notAfter),
    crlPartition: record.crlPartition,
  };
}

function named(attributes: FourAttributes | undefined): FourAttributes {
  if (attributes === undefined)
    throw new Error('The holder has no address: the rules of eligibility were not asked.');
  return attributes;
}
