import { describe, expect, it } from 'vitest';
import { approvalDocument } from '../../../lambdas/domain/attribute/approval-document.ts';
import { attributeRecord } from '../../../lambdas/domain/attribute/attribute-record.ts';
import type {
  AttributeEvidence,
  AuthorityEvidence,
  AuthorityQuestion,
} from '../../../lambdas/domain/authority-check/authority-case.ts';
import { toAuthorityView } from '../../../lambdas/domain/authority-check/authority-view.ts';
import { checkAuthority } from '../../../lambdas/domain/authority-check/check-authority.ts';
import {
  ACME,
  APPROVED_AT,
  attributeEvidence,
  authorityEvidence,
  CORPORATE,
  certificateView,
  chain,
  corporateRecord,
  NOW,
  REQUEST_CONTENT,
  SIGNED_AT,
  verified,
} from '../../support/authority-evidence.ts';
import { certificateRecord } from '../../support/certificates.ts';

const EMPLOYMENT: AuthorityQuestion = { authority: 'employment-certificate' };
const failuresOf = (evidence: AuthorityEvidence, question = EMPLOYMENT) =>
  checkAuthority(evidence, question, NOW).failures;
const withAttribute = (...of: Parameters<typeof attributeEvidence>) =>
  failuresOf(authorityEvidence({ attributes: [attributeEvidence(...of)] }));
const withChain = (changes: Partial<NonNullable<AttributeEvidence['chain']>>) =>
  withAttribute({}, { chain: chain(changes) });
const signerCertificate = (changes: Parameters<typeof certificateRecord>[0]) =>
  certificateRecord({
    id: '0a01',
    authority: 'signature',
    kind: 'signature',
    holder: 'delegate',
    ...changes,
  });

describe('authority of a delegate', () => {
  it('E4: a delegate within his attribute is authorised, and the report names all he rests on', () => {
    const report = checkAuthority(authorityEvidence(), { ...EMPLOYMENT, organisationId: ACME.id }, NOW);
    expect(report).toMatchObject({ authorised: true, failures: [], basis: 'attribute' });
    expect(toAuthorityView(report)).toMatchObject({
      authorised: true,
      signer: { name: 'Élodie Specimen', serial: '0a01', signedAt: SIGNED_AT },
      organisation: { number: ACME.id, name: ACME.name },
      attribute: { post: 'Head of department', department: 'Human resources', notBefore: APPROVED_AT },
      delegateSignature: { by: 'Élodie Specimen', valid: true },
      approval: { by: ACME.name, serial: '0b01', valid: true },
    });
  });

  it('E4: a signature that is not confirmed binds nobody', () => {
    const document = verified({ failures: ['altered'] });
    expect(failuresOf(authorityEvidence({ document }))).toEqual(['signature-invalid']);
  });

  it('E4: an AUTHENTICATION certificate does not sign, even where its signature were confirmed', () => {
    const document = verified({ certificate: { kind: 'authentication' } });
    expect(failuresOf(authorityEvidence({ document }))).toContain('wrong-certificate-kind');
  });

  it('E4: the signer’s certificate suspended', () => {
    const certificate = signerCertificate({ status: 'suspended' });
    expect(failuresOf(authorityEvidence({ certificate }))).toEqual(['certificate-suspended']);
  });

  it('E4: the signer’s certificate revoked since, although it was good when it signed', () => {
    const certificate = signerCertificate({ status: 'revoked', reason: 'affiliationChanged' });
    expect(failuresOf(authorityEvidence({ certificate }))).toEqual(['certificate-revoked']);
  });

  it('E4: a certificate that gave way to its renewal keeps what it signed before', () => {
    const certificate = signerCertificate({ status: 'revoked', reason: 'superseded' });
    expect(failuresOf(authorityEvidence({ certificate }))).toEqual([]);
  });

  it('E4: nobody without an attribute', () => {
    expect(failuresOf(authorityEvidence({ attributes: [] }))).toEqual(['no-attribute']);
  });

  it.each([
    ['another serial', { issuer: certificateView().issuer, serial: '0a02' }],
    ['the same serial of another issuer', { issuer: 'CN=Elsewhere', serial: '0a01' }],
  ])('E4: an attribute bound to %s', (_, holderCertificate) => {
    expect(withAttribute({ holderCertificate })).toContain('attribute-not-of-this-certificate');
  });

  it('E4: a record that says something else than the register', () => {
    const sound = attributeEvidence();
    const inflated = { ...sound.attribute, authorities: ['sign-contracts'] as const };
    const evidence = authorityEvidence({ attributes: [{ ...sound, attribute: inflated }] });
    expect(failuresOf(evidence, { authority: 'sign-contracts' })).toEqual(['attribute-record-invalid']);
  });

  it('E4: a record sealed by another service, or not confirmed', () => {
    expect(withAttribute({}, { sealedByAuthority: false })).toEqual(['attribute-record-invalid']);
    const content = attributeRecord(attributeEvidence().attribute);
    const record = verified({ content, failures: ['bad-signature'] });
    expect(withAttribute({}, { record })).toEqual(['attribute-record-invalid']);
  });

  it('E4: signed before the period, and after it; on its edges it holds', () => {
    expect(withAttribute({ notBefore: '2026-06-10T09:00:00.001Z' })).toEqual(['attribute-not-yet-valid']);
    expect(withAttribute({ notAfter: '2026-06-10T08:59:59.999Z' })).toEqual(['attribute-expired']);
    expect(withAttribute({ notBefore: SIGNED_AT, notAfter: SIGNED_AT })).toEqual([]);
  });

  it('E4: a revoked attribute, also for what was signed before', () => {
    expect(withAttribute({ status: 'revoked', revokedAt: NOW.toISOString() })).toEqual(['attribute-revoked']);
  });

  it('E4: out of scope', () => {
    expect(failuresOf(authorityEvidence(), { authority: 'financial-documents' })).toEqual(['out-of-scope']);
  });

  it('E4: another organisation has to speak', () => {
    const question = { ...EMPLOYMENT, organisationId: '000000026' };
    expect(failuresOf(authorityEvidence(), question)).toEqual(['other-organisation']);
  });

  it.each(['pending', 'refused', 'suspended'] as const)('E4: an organisation that is %s', (status) => {
    const organisation = { ...ACME, status };
    expect(withAttribute({}, { organisation })).toEqual(['organisation-not-active']);
  });
});

describe('the approval chain', () => {
  it('E3: without both signatures there is nothing', () => {
    const { delegateSignature, ...unsigned } = REQUEST_CONTENT;
    expect(delegateSignature).toBeDefined();
    expect(withChain({ content: unsigned })).toEqual(['delegate-signature-invalid', 'approval-invalid']);
    const { approvalSignature, ...unapproved } = REQUEST_CONTENT;
    expect(approvalSignature).toBeDefined();
    expect(withChain({ content: unapproved })).toEqual(['approval-invalid']);
    const { chain: _, ...without } = attributeEvidence();
    expect(failuresOf(authorityEvidence({ attributes: [without] }))).toEqual([
      'delegate-signature-invalid',
      'approval-invalid',
      'approval-certificate-revoked',
    ]);
  });

  it('E3: bytes changed after the delegate signed', () => {
    const changed = {
      ...REQUEST_CONTENT,
      document: REQUEST_CONTENT.document.replace('request-1', 'request-2'),
    };
    expect(withChain({ content: changed })).toContain('delegate-signature-invalid');
    const delegate = verified({ content: Buffer.from('something else') });
    expect(withChain({ delegate })).toEqual(['delegate-signature-invalid']);
  });

  it.each(['altered', 'bad-signature', 'untrusted-issuer', 'wrong-key-usage', 'status-unknown'] as const)(
    'E3: a signature of the chain that is %s now',
    (failure) => {
      const delegate = verified({ content: Buffer.from(REQUEST_CONTENT.document), failures: [failure] });
      expect(withChain({ delegate })).toEqual(['delegate-signature-invalid']);
      const content = approvalDocument(REQUEST_CONTENT);
      const approval = verified({ content, certificate: CORPORATE, failures: [failure] });
      expect(withChain({ approval })).toEqual(['approval-invalid']);
    },
  );

  it('E3: the delegate signed with another certificate, or with one that is not for signing', () => {
    const content = Buffer.from(REQUEST_CONTENT.document);
    for (const certificate of [{ serial: '0a09' }, { kind: 'authentication' as const }]) {
      expect(withChain({ delegate: verified({ content, certificate }) })).toEqual([
        'delegate-signature-invalid',
      ]);
    }
  });

  it('E3: the delegate approved himself', () => {
    const approval = { representativeId: 'delegate', certificate: '0b01', approvedAt: APPROVED_AT };
    expect(withAttribute({ approval })).toEqual(['self-approved']);
  });

  it('E3: approved with the certificate of another organisation, of a person, or another one than recorded', () => {
    const content = approvalDocument(REQUEST_CONTENT);
    for (const wrong of [
      { organisationNumber: '000000026' },
      { kind: 'signature' as const },
      { serial: '0b02' },
    ]) {
      const approval = verified({ content, certificate: { ...CORPORATE, ...wrong } });
      expect(withChain({ approval })).toEqual(['approval-invalid']);
    }
  });

  it('E3: an approval of another signature of the delegate', () => {
    const delegateSignature = Buffer.from('another CMS').toString('base64');
    const approval = verified({
      content: approvalDocument({ ...REQUEST_CONTENT, delegateSignature }),
      certificate: CORPORATE,
    });
    expect(withChain({ approval })).toEqual(['approval-invalid']);
  });

  it('E4: the corporate certificate revoked or suspended since; its renewal and its end by time take nothing away', () => {
    const since = (changes: Parameters<typeof corporateRecord>[0]) =>
      withChain({ approvalCertificate: corporateRecord(changes) });
    expect(since({ status: 'revoked', reason: 'keyCompromise' })).toEqual(['approval-certificate-revoked']);
    expect(since({ status: 'suspended', reason: 'certificateHold' })).toEqual([
      'approval-certificate-revoked',
    ]);
    expect(since({ holder: 'organisation:000000026' })).toEqual(['approval-certificate-revoked']);
    expect(since({ notAfter: '2026-05-31T00:00:00.000Z' })).toEqual(['approval-certificate-revoked']);
    const renewed = { status: 'revoked', reason: 'superseded' } as const;
    expect(since({ ...renewed, endedAt: '2026-06-05T00:00:00.000Z' })).toEqual([]);
    expect(since({ ...renewed, endedAt: '2026-05-20T00:00:00.000Z' })).toEqual([
      'approval-certificate-revoked',
    ]);
    expect(since({ notAfter: '2026-06-05T00:00:00.000Z' })).toEqual([]);
  });
});

describe('several attributes, and organisations themselves', () => {
  it('E4: of several attributes the one that carries the authority counts', () => {
    const revoked = attributeEvidence({ id: 'old', status: 'revoked' });
    const evidence = authorityEvidence({ attributes: [revoked, attributeEvidence()] });
    expect(checkAuthority(evidence, EMPLOYMENT, NOW)).toMatchObject({
      authorised: true,
      attribute: { attribute: { id: 'request-1' } },
    });
  });

  it('E4: where none passes, the one that fails least is told', () => {
    const far = attributeEvidence({ id: 'far', status: 'revoked', authorities: ['hr-requests'] });
    const near = attributeEvidence({ id: 'near', status: 'revoked' });
    const report = checkAuthority(authorityEvidence({ attributes: [far, near] }), EMPLOYMENT, NOW);
    expect(report).toMatchObject({
      failures: ['attribute-revoked'],
      attribute: { attribute: { id: 'near' } },
    });
  });

  const sealed = (organisation = ACME) =>
    authorityEvidence({
      document: verified({ certificate: { ...CORPORATE, kind: 'official-seal' } }),
      certificate: corporateRecord({ kind: 'official-seal' }),
      attributes: [],
      organisation,
    });

  it('E4: an organisation’s own seal needs no attribute', () => {
    const report = checkAuthority(sealed(), { authority: 'official-answers', organisationId: ACME.id }, NOW);
    expect(report).toMatchObject({ authorised: true, basis: 'organisation' });
    expect(toAuthorityView(report).organisation).toEqual({ number: ACME.id, name: ACME.name });
  });

  it('E4: its seal counts for itself only, and only while it is admitted', () => {
    const elsewhere = { authority: 'official-answers', organisationId: '000000026' } as const;
    expect(failuresOf(sealed(), elsewhere)).toEqual(['other-organisation']);
    expect(failuresOf(sealed({ ...ACME, status: 'suspended' }))).toEqual(['organisation-not-active']);
    const { organisation: _, ...unknown } = sealed();
    expect(failuresOf(unknown)).toEqual(['organisation-not-active']);
  });
});
