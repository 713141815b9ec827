import { canonicalJson } from '../canonical-json/canonical-json.ts';
import type { Attribute } from './attribute.ts';

/**
 * What the attribute authority seals: the fields of an attribute certificate (RFC 5755 §4) as canonical JSON, and in place of its
 * signature's trust the digests of the two signatures it was issued from. Revocation is asked at every use, so there is no `noRevAvail`.
 *
 * @returns UTF-8
 */
export function attributeRecord(attribute: Omit<Attribute, 'record'>): Uint8Array {
  const { approval, digests } = attribute;
  return canonicalJson({
    document: 'attribute',
    version: 2, // AttCertVersion v2
    issuer: 'guichet',
    serialNumber: attribute.id,
    holder: { baseCertificateID: attribute.holderCertificate },
    attrCertValidityPeriod: { notBeforeTime: attribute.notBefore, notAfterTime: attribute.notAfter },
    attributes: {
      group: { number: attribute.organisationId, name: attribute.organisation },
      department: attribute.department,
      post: attribute.post,
      role: attribute.authorities,
    },
    extensions: {
      approval: { certificate: approval.certificate, approvedAt: approval.approvedAt },
      digests: { algorithm: 'SHA-256', ...digests },
    },
  });
}
