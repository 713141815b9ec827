import { attributeRecord } from '../../attribute/attribute-record.ts';
import type { AuthorityRule } from '../authority-rule.ts';
import { certificateOf, isSame } from '../chain-signature.ts';

export const hasAttribute: AuthorityRule = ({ attribute }) =>
  attribute === undefined ? 'no-attribute' : undefined;

/** `holder.baseCertificateID` names the very certificate that signed (RFC 5755 §4.2.2, §5). */
export const ofThisCertificate: AuthorityRule = ({ attribute, document }) => {
  const certificate = certificateOf(document);
  const { serial, issuer } = attribute?.holderCertificate ?? {};
  return attribute === undefined || (serial === certificate?.serial && issuer === certificate?.issuer)
    ? undefined
    : 'attribute-not-of-this-certificate';
};

/** The record is sealed by the attribute authority, and says what our register says. */
export const recordIntact: AuthorityRule = ({ attribute, record, sealedByAuthority }) => {
  if (attribute === undefined) return undefined;
  const sealed = record?.report.valid === true && sealedByAuthority === true;
  return sealed && isSame(record.content, attributeRecord(attribute))
    ? undefined
    : 'attribute-record-invalid';
};

export const begun: AuthorityRule = ({ attribute, signedAt }) =>
  attribute !== undefined && signedAt < attribute.notBefore ? 'attribute-not-yet-valid' : undefined;

/** Judged at the time the document was signed (D7): what was signed in the period stays good after it. */
export const notExpired: AuthorityRule = ({ attribute, signedAt }) =>
  attribute !== undefined && signedAt > attribute.notAfter ? 'attribute-expired' : undefined;

/** A revoked attribute ends the authority of everything signed with it (E4). */
export const attributeNotRevoked: AuthorityRule = ({ attribute }) =>
  attribute?.status === 'revoked' ? 'attribute-revoked' : undefined;

export const inScope: AuthorityRule = ({ attribute, question }) =>
  attribute === undefined || attribute.authorities.includes(question.authority) ? undefined : 'out-of-scope';
