import { approvalDocument, sha256 } from '../../lambdas/domain/attribute/approval-document.ts';
import type { Attribute } from '../../lambdas/domain/attribute/attribute.ts';
import { attributeRecord } from '../../lambdas/domain/attribute/attribute-record.ts';
import type { AttributeRequestContent } from '../../lambdas/domain/attribute/attribute-request.ts';
import type {
  AttributeEvidence,
  AuthorityEvidence,
} from '../../lambdas/domain/authority-check/authority-case.ts';
import { canonicalJson } from '../../lambdas/domain/canonical-json/canonical-json.ts';
import type { Organisation } from '../../lambdas/domain/organisation/organisation.ts';
import type { Verified } from '../../lambdas/domain/signature-verification/signature-verifier.ts';
import type {
  CertificateView,
  SignerReport,
  VerificationFailure,
} from '../../lambdas/domain/signature-verification/verification-report.ts';
import { certificateRecord } from './certificates.ts';

/** SIRENs whose check digit is right and which INSEE has not given (specimens of 000…). */
export const ACME: Organisation = {
  id: '000000018',
  name: 'Acme Specimen',
  kind: 'company',
  town: 'Lyon',
  status: 'active',
  representativeId: 'representative',
  registeredAt: '2026-05-01T10:00:00.000Z',
  version: 2,
};

const ISSUER = 'C=FR,O=Guichet,CN=Guichet signature';
export const APPROVED_AT = '2026-06-01T12:00:00.000Z';
export const SIGNED_AT = '2026-06-10T09:00:00.000Z';
export const NOW = new Date('2026-06-11T09:00:00Z');

export function certificateView(changes: Partial<CertificateView> = {}): CertificateView {
  return {
    serial: '0a01',
    kind: 'signature',
    subject: 'C=FR,CN=0a01',
    issuer: ISSUER,
    owner: 'Élodie Specimen',
    issuedBy: 'Guichet',
    notBefore: '2026-05-01T10:00:00.000Z',
    notAfter: '2031-05-10T21:59:59.000Z',
    keyAlgorithm: 'EC P-256',
    keyUsage: ['digitalSignature', 'nonRepudiation'],
    ...changes,
  };
}

interface VerifiedParts {
  readonly content?: Uint8Array;
  readonly certificate?: Partial<CertificateView>;
  readonly failures?: readonly VerificationFailure[];
  readonly judgedAt?: string;
}

/** What the verifier would say of a signed file. */
export function verified({
  content,
  certificate,
  failures = [],
  judgedAt = SIGNED_AT,
}: VerifiedParts): Verified {
  const signer: SignerReport = {
    failures,
    sentences: failures.map(() => 'A sentence.'),
    certificate: certificateView(certificate),
    judgedAt,
  };
  const [failure] = failures;
  return {
    report: {
      valid: failure === undefined,
      sentence: 'A sentence.',
      signers: [signer],
      verifiedAt: NOW.toISOString(),
      ...(failure && { failure }),
    },
    ...(content && { content }),
  };
}

const CONTENT: AttributeRequestContent = {
  document: Buffer.from(
    canonicalJson({ document: 'attribute-request', id: 'request-1', holder: { name: 'Élodie Specimen' } }),
  ).toString(),
  delegateSignature: Buffer.from('CMS of the delegate').toString('base64'),
  approvalSignature: Buffer.from('CMS of the representative').toString('base64'),
};

const UNSEALED: Omit<Attribute, 'record'> = {
  id: 'request-1',
  holderId: 'delegate',
  holderCertificate: { issuer: ISSUER, serial: '0a01' },
  organisationId: ACME.id,
  organisation: ACME.name,
  department: 'Human resources',
  post: 'Head of department',
  authorities: ['employment-certificate', 'hr-requests'],
  notBefore: APPROVED_AT,
  notAfter: '2027-06-01T21:59:59.000Z',
  requestId: 'request-1',
  approval: { representativeId: 'representative', certificate: '0b01', approvedAt: APPROVED_AT },
  digests: {
    request: sha256(Buffer.from(CONTENT.document)),
    delegate: sha256(Buffer.from('CMS of the delegate')),
    approval: sha256(Buffer.from('CMS of the representative')),
  },
  status: 'good',
  issuedAt: APPROVED_AT,
  version: 1,
};

export const CORPORATE: Partial<CertificateView> = {
  serial: '0b01',
  kind: 'corporate',
  owner: ACME.name,
  organisationNumber: ACME.id,
};

export const corporateRecord = (changes: Parameters<typeof certificateRecord>[0] = {}) =>
  certificateRecord({
    id: '0b01',
    authority: 'seal',
    kind: 'corporate',
    holder: `organisation:${ACME.id}`,
    ...changes,
  });

/** An attribute and all it rests on, sound unless told otherwise. */
export function attributeEvidence(
  changes: Partial<Attribute> = {},
  evidence: Partial<AttributeEvidence> = {},
): AttributeEvidence {
  const attribute = { ...UNSEALED, record: '', ...changes };
  return {
    attribute,
    record: verified({ content: attributeRecord(attribute), certificate: { kind: 'service' } }),
    sealedByAuthority: true,
    organisation: ACME,
    chain: chain(),
    ...evidence,
  };
}

export function chain(
  changes: Partial<NonNullable<AttributeEvidence['chain']>> = {},
): NonNullable<AttributeEvidence['chain']> {
  return {
    request: {
      id: 'request-1',
      organisationId: ACME.id,
      delegateId: 'delegate',
      state: 'issued',
      createdAt: '2026-06-01T10:00:00.000Z',
      sealed: '',
      version: 4,
    },
    content: CONTENT,
    delegate: verified({ content: Buffer.from(CONTENT.document) }),
    approval: verified({ content: approvalDocument(CONTENT), certificate: CORPORATE }),
    approvalCertificate: corporateRecord(),
    ...changes,
  };
}

export const REQUEST_CONTENT = CONTENT;

/** A document signed by the delegate. */
export function authorityEvidence(changes: Partial<AuthorityEvidence> = {}): AuthorityEvidence {
  return {
    document: verified({ content: Buffer.from('An employment certificate.') }),
    certificate: certificateRecord({
      id: '0a01',
      authority: 'signature',
      kind: 'signature',
      holder: 'delegate',
    }),
    attributes: [attributeEvidence()],
    ...changes,
  };
}
