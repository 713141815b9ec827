import { describe, expect, it } from 'vitest';
import { trustAnchorOf } from '../../../lambdas/domain/certificate-path/trust-anchor.ts';
import { validatePath } from '../../../lambdas/domain/certificate-path/validate-path.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { parseCertificateList } from '../../../lambdas/domain/x509/certificate-list.ts';
import { readPkits } from '../../vectors/nist-pkits.ts';

const pkits = readPkits();
const der = (base64: string | undefined): Uint8Array => Buffer.from(base64 ?? '', 'base64');
const certificate = (name: string) => parseCertificate(der(pkits.certificates[name]));
const list = (name: string) => parseCertificateList(der(pkits.lists[name]));
const anchor = trustAnchorOf(certificate('TrustAnchorRootCertificate'));
const rootList = list('TrustAnchorRootCRL');

/** What we do not support, and say so: DSA signatures. */
const NOT_SUPPORTED: Readonly<Record<string, boolean>> = { '4.1.4': false, '4.1.5': false };

describe('certification path: NIST PKITS', () => {
  it.each(pkits.tests)('D7: $test $certificates.0: $valid $policies', (test) => {
    const { valid, failures } = validatePath({
      certificates: test.certificates.map(certificate),
      anchors: [anchor],
      crls: [rootList, ...test.lists.map(list)],
      now: new Date('2026-11-01T00:00:00Z'),
      ...(test.policies && { policies: test.policies }),
    });
    expect(valid, JSON.stringify(failures)).toBe(NOT_SUPPORTED[test.test] ?? test.valid);
  });
});
