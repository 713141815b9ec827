import type { AuthorityRule } from './authority-rule.ts';
import {
  approvalCertificateGood,
  approvedByAnother,
  delegateSigned,
  representativeSigned,
} from './rules/approval-rules.ts';
import {
  attributeNotRevoked,
  begun,
  hasAttribute,
  inScope,
  notExpired,
  ofThisCertificate,
  recordIntact,
} from './rules/attribute-rules.ts';
import { ofTheOrganisation, organisationActive } from './rules/organisation-rules.ts';
import {
  certificateForSigning,
  certificateNotRevoked,
  certificateNotSuspended,
  signatureValid,
} from './rules/signature-rules.ts';

const OF_THE_SIGNATURE: readonly AuthorityRule[] = [
  signatureValid,
  certificateForSigning,
  certificateNotSuspended,
  certificateNotRevoked,
];

/** A delegate signed: S4's order, signature → attribute → time → scope → organisation → approval chain. */
export const DELEGATE_RULES: readonly AuthorityRule[] = [
  ...OF_THE_SIGNATURE,
  hasAttribute,
  ofThisCertificate,
  recordIntact,
  begun,
  notExpired,
  attributeNotRevoked,
  inScope,
  ofTheOrganisation,
  organisationActive,
  delegateSigned,
  approvedByAnother,
  representativeSigned,
  approvalCertificateGood,
];

/** The organisation itself signed, with its corporate certificate or official seal: nobody has to lend it authority. */
export const ORGANISATION_RULES: readonly AuthorityRule[] = [
  ...OF_THE_SIGNATURE,
  ofTheOrganisation,
  organisationActive,
];
