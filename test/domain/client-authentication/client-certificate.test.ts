import { describe, expect, it } from 'vitest';
import type { Client } from '../../../lambdas/domain/client/client.ts';
import { verifyClientCertificate } from '../../../lambdas/domain/client-authentication/client-certificate.ts';
import { InvalidClient } from '../../../lambdas/domain/oauth-error/invalid-client.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { nameText } from '../../../lambdas/domain/x509/name-text.ts';
import { NAME_PART, type Subject } from '../../../local/client-authority/certificate.ts';
import { commonName, testAuthority } from '../../support/client-certificates.ts';

const authority = testAuthority('Authority');
const { commonName: CN, country: C, organisation: O } = NAME_PART;
const TAX: Subject = [
  [C, 'FR'],
  [O, 'Example, Inc'],
  [CN, 'rp'],
];

/** What comes of a client that registered this and shows that. */
function outcome(registered: Partial<Client>, shown: { readonly der: Uint8Array } | undefined): string {
  const client = { client_id: 'rp', token_endpoint_auth_method: 'tls_client_auth', ...registered } as Client;
  try {
    verifyClientCertificate(client, shown && { der: shown.der, thumbprint: '' });
    return 'taken';
  } catch (error) {
    if (error instanceof InvalidClient) return error.message;
    throw error;
  }
}
const OTHER = 'The certificate is not of the registered subject.';
const byName = (tls_client_auth_subject_dn: string, subject: Subject) =>
  outcome({ tls_client_auth_subject_dn }, authority.issue(subject));

describe('RFC 8705 §2.1.2: tls_client_auth_subject_dn', () => {
  it('B9: RFC 8705 §2.1.2: RFC 4514’s order, whatever order a gateway writes', () => {
    expect(byName('CN=rp,O=Example\\, Inc,C=FR', TAX)).toBe('taken');
    expect(byName('C=FR,O=Example\\, Inc,CN=rp', TAX)).toBe(OTHER);
  });

  it.each([
    ['case and spaces', 'cn=RP, O=example\\,  inc ,c=fr'],
    ['escapes in hex', 'CN=\\72p,O=Example\\2C Inc,C=FR'],
    ['object identifiers', '2.5.4.3=#0c027270,2.5.4.10=Example\\, Inc,2.5.4.6=#13024652'],
  ])('B9: RFC 4514 §3, RFC 4517 §4.2.11: %s do not matter', (_what, written) => {
    expect(byName(written, TAX)).toBe('taken');
  });

  it.each([
    ['another value', 'CN=rp2,O=Example\\, Inc,C=FR'],
    ['a part of it', 'CN=rp'],
    ['a part too many', 'CN=rp,OU=Unit,O=Example\\, Inc,C=FR'],
    ['parts in one', 'CN=rp+O=Example\\, Inc,C=FR'],
    ['a comma that is not escaped', 'CN=rp,O=Example, Inc,C=FR'],
    ['a type nobody knows', 'XYZ=rp'],
    ['nothing', ''],
    ['a quoted string, as only RFC 1779 had them', 'CN=rp,O="Example, Inc",C=FR'],
  ])('B9: RFC 8705 §2.1: %s is refused', (_what, written) => {
    expect(byName(written, TAX)).toBe(OTHER);
  });

  it('B9: RFC 4514 §2: a name with every special character is written, read and found again', () => {
    const odd: Subject = [
      [O, ' #Société "A+B", <x>;=y\\ '],
      [CN, 'héllo\nwörld'],
      ['1.2.3.4', 'unknown type'],
    ];
    const shown = authority.issue(odd);
    const written = nameText(parseCertificate(shown.der).subject);
    expect(outcome({ tls_client_auth_subject_dn: written }, shown)).toBe('taken');
    expect(outcome({ tls_client_auth_subject_dn: written }, authority.issue(TAX))).toBe(OTHER);
  });

  it('B9: RFC 8705 §2.1: a value cannot pass for two parts', () => {
    expect(byName('CN=rp,C=FR', commonName('rp,C=FR'))).toBe(OTHER);
    expect(byName('CN=rp\\,C\\=FR', commonName('rp,C=FR'))).toBe('taken');
  });
});

describe('RFC 8705 §2.1: one value with everything in it', () => {
  it('B9: RFC 8705 §2.1: cannot pass for several in one part, whatever stands between', () => {
    expect(byName('CN=rp+O=Example', [[O, 'example\u00002.5.4.3=rp']])).toBe(OTHER);
    expect(byName('CN=rp', [[CN, 'rp\u0000.evil.example']])).toBe(OTHER);
  });

  it('B9: RFC 8705 §2.1: nor a text for the octets of what is no text', () => {
    expect(byName('CN=#0401ff', [[CN, '#0401ff']])).toBe(OTHER);
  });
});

describe('RFC 8705 §2.1.2: alternative names', () => {
  const shown = authority.issue('anything', {
    dns: ['other.example', 'Tax.Example'],
    uris: ['https://tax.example/System?x=1'],
    emails: ['Systems@Tax.example'],
    addresses: ['192.0.2.7', '2001:db8::1'],
  });

  it.each([
    [{ tls_client_auth_san_dns: 'tax.example' }],
    [{ tls_client_auth_san_uri: 'https://tax.example/System?x=1' }],
    [{ tls_client_auth_san_email: 'Systems@tax.EXAMPLE' }],
    [{ tls_client_auth_san_ip: '192.0.2.7' }],
    [{ tls_client_auth_san_ip: '2001:DB8:0:0:0:0:0:1' }],
  ])('B9: RFC 8705 §2.1.2: %j is found among the names', (registered) => {
    expect(outcome(registered, shown)).toBe('taken');
  });

  it.each([
    [{ tls_client_auth_san_dns: 'example' }],
    [{ tls_client_auth_san_dns: 'sub.tax.example' }],
    [{ tls_client_auth_san_dns: '*.example' }],
    [{ tls_client_auth_san_uri: 'https://tax.example/system?x=1' }],
    [{ tls_client_auth_san_email: 'systems@tax.example' }],
    [{ tls_client_auth_san_ip: '192.0.2.70' }],
    [{ tls_client_auth_san_ip: '::ffff:192.0.2.7' }],
    [{ tls_client_auth_san_ip: '2001:db8::10' }],
    [{ tls_client_auth_subject_dn: 'CN=tax.example' }],
  ])('B9: RFC 8705 §2.1: %j is refused', (registered) => {
    expect(outcome(registered, shown)).toBe(OTHER);
    expect(outcome(registered, authority.issue('bare'))).toBe(OTHER);
  });

  it('B9: RFC 8705 §2.1.2: two members say nothing, even where both are right', () => {
    const both = { tls_client_auth_subject_dn: 'CN=anything', tls_client_auth_san_dns: 'tax.example' };
    expect(outcome(both, shown)).toBe(OTHER);
    expect(outcome({}, shown)).toBe(OTHER);
  });

  it('B9: RFC 8705 §2.1: no certificate, and one that cannot be read', () => {
    const registered = { tls_client_auth_subject_dn: 'CN=anything' };
    expect(outcome(registered, undefined)).toContain('none was shown');
    expect(outcome(registered, { der: Buffer.from('not a certificate') })).toBe(OTHER);
  });
});
