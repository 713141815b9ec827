import { describe, expect, it } from 'vitest';
import { trustAnchorOf } from '../../../lambdas/domain/certificate-path/trust-anchor.ts';
import { validatePath } from '../../../lambdas/domain/certificate-path/validate-path.ts';
import { parseCertificate } from '../../../lambdas/domain/x509/certificate.ts';
import { parseCertificateList } from '../../../lambdas/domain/x509/certificate-list.ts';
import { hasOpenssl, openssl } from '../../support/openssl.ts';
import { NOW, signingWorld } from '../../support/signed-files.ts';

const world = await signingWorld();
const { pki } = world;
const DAY = 86_400_000;
const root = parseCertificate(pki.certificate('root'));
const anchors = [trustAnchorOf(root)];
const authorities = (['seal', 'authentication', 'signature'] as const).map((name) =>
  parseCertificate(pki.certificate(name)),
);
const target = parseCertificate((await world.holder()).der);

const lists = async () =>
  (await Promise.all([world.trust.crl('root', 0), world.trust.crl('signature', 5)]))
    .filter((der) => der !== undefined)
    .map(parseCertificateList);
const request = { certificates: [target, ...authorities], anchors, now: NOW };
const failureOf = (result: ReturnType<typeof validatePath>) => result.failures.map(({ kind }) => kind);

describe('validatePath', () => {
  it('D7: finds the way through certificates in any order, and says which it took', async () => {
    const result = validatePath({ ...request, crls: await lists() });
    expect(result).toMatchObject({ valid: true, failures: [], revocation: { status: 'good' } });
    expect(result.path).toEqual([authorities[2], target]);
    expect(result.anchor).toBe(anchors[0]);
  });

  it('D7: without lists nothing is asked about revocation; with lists that do not speak of it the status is unknown', async () => {
    expect(validatePath(request).revocation).toBeUndefined();
    expect(failureOf(validatePath({ ...request, crls: [] }))).toEqual(['status-unknown']);
    const late = { ...request, crls: await lists(), now: new Date(+NOW + 3 * DAY) };
    expect(failureOf(validatePath(late))).toEqual(['status-unknown']);
  });

  it('D7: no way, no certificate, no anchor', () => {
    expect(failureOf(validatePath({ ...request, certificates: [target] }))).toEqual(['no-path']);
    expect(failureOf(validatePath({ ...request, certificates: [] }))).toEqual(['no-path']);
    expect(failureOf(validatePath({ ...request, anchors: [] }))).toEqual(['no-path']);
  });

  it('D7: the anchor itself is trusted as long as it is valid', () => {
    expect(validatePath({ ...request, certificates: [root] })).toMatchObject({ valid: true, path: [] });
    const later = new Date('2066-01-01T00:00:00Z');
    expect(failureOf(validatePath({ ...request, certificates: [root], now: later }))).toEqual(['expired']);
  });

  it('D7: all that is wrong with the target is told; of an issuer the first thing', async () => {
    const { der, serial } = await world.holder({
      notBefore: new Date(+NOW - 9 * DAY),
      notAfter: new Date(+NOW - DAY),
    });
    world.revoke('signature', serial, 'superseded', new Date(+NOW - 2 * DAY));
    const certificates = [parseCertificate(der), ...authorities];
    const result = validatePath({ ...request, certificates, crls: await lists() });
    expect(failureOf(result)).toEqual(['expired', 'revoked']);
    expect(result.revocation).toEqual({
      status: 'revoked',
      at: new Date(+NOW - 2 * DAY),
      reason: 'superseded',
    });
    const before = validatePath({
      ...request,
      certificates,
      crls: await lists(),
      at: new Date(+NOW - 3 * DAY),
    });
    expect(before).toMatchObject({
      valid: true,
      revocation: { status: 'good', later: { reason: 'superseded' } },
    });
    expect(
      failureOf(validatePath({ ...request, certificates, at: new Date('2000-01-01T00:00:00Z') })),
    ).toEqual(['not-yet-valid']);
  });

  it('D6: a target signed by a leaf, whatever names it gives itself', async () => {
    const attacker = await world.holder();
    const child = { ...target, issuer: parseCertificate(attacker.der).subject };
    const result = validatePath({
      ...request,
      certificates: [child, parseCertificate(attacker.der), ...authorities],
    });
    expect(failureOf(result)).toEqual(['not-an-authority']);
  });

  it('D6: many certificates of the same names do not make it search for ever', () => {
    const [, , issuer] = authorities;
    if (issuer === undefined) throw new Error('There is no issuer.');
    const lookalikes = Array.from({ length: 60 }, (_, index) => ({
      ...issuer,
      issuer: issuer.subject,
      publicKey: { ...issuer.publicKey, der: Buffer.concat([issuer.publicKey.der, Buffer.from([index])]) },
    }));
    const started = performance.now();
    expect(validatePath({ ...request, certificates: [target, ...lookalikes] }).valid).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  });
});

describe.skipIf(!hasOpenssl)('name constraints and extensions that OpenSSL makes', () => {
  /** A root, an authority with these extensions, and a certificate with these. */
  function chain(authority: string, leaf: string) {
    const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
    const config = `[req]\ndistinguished_name=dn\n[dn]\n[ca]\nbasicConstraints=critical,CA:true\n${authority}\n[leaf]\n${leaf}\n`;
    const files: Record<string, string | Buffer> = { 'x.cnf': config };
    const make = (name: string, subject: string, section: string, ca?: string) => {
      const by = ca ? ['-CA', `${ca}.pem`, '-CAkey', `${ca}.key`] : [];
      const result = openssl(
        [
          'req',
          '-x509',
          ...key,
          '-config',
          'x.cnf',
          '-extensions',
          section,
          '-subj',
          subject,
          '-days',
          '30',
          '-keyout',
          `${name}.key`,
          '-out',
          `${name}.pem`,
          ...by,
        ],
        files,
      );
      if (result.status !== 0) throw new Error(result.text);
      for (const file of [`${name}.key`, `${name}.pem`]) files[file] = result.file(file);
      return parseCertificate(
        openssl(['x509', '-in', 'c.pem', '-outform', 'DER', '-out', 'c.der'], {
          'c.pem': result.file(`${name}.pem`),
        }).file('c.der'),
      );
    };
    const top = make('top', '/O=Test/CN=Top', 'ca');
    const middle = make('middle', '/O=Test/CN=Middle', 'ca', 'top');
    const target = make('leaf', '/O=Test/CN=Leaf', 'leaf', 'middle');
    return validatePath({ certificates: [target, middle], anchors: [trustAnchorOf(top)], now: new Date() });
  }

  it.each([
    ['permitted;DNS:example.org', 'DNS:www.example.org', true],
    ['permitted;DNS:example.org', 'DNS:example.com', false],
    ['permitted;DNS:example.org', 'DNS:notexample.org', false],
    ['excluded;DNS:example.org', 'DNS:a.example.org', false],
    ['permitted;email:example.org', 'email:a@example.org', true],
    ['permitted;email:example.org', 'email:a@sub.example.org', false],
    ['permitted;email:.example.org', 'email:a@sub.example.org', true],
    ['permitted;URI:.example.org', 'URI:https://user@a.example.org:8443/x', true],
    ['permitted;URI:.example.org', 'URI:https://example.org/a.example.org', false],
    ['permitted;URI:.example.org', 'URI:urn:a.example.org', false],
    ['permitted;IP:192.0.2.0/255.255.255.0', 'IP:192.0.2.77', true],
    ['permitted;IP:192.0.2.0/255.255.255.0', 'IP:192.0.3.77', false],
    ['permitted;IP:192.0.2.0/255.255.255.0', 'IP:2001:db8::1', false],
    ['permitted;otherName:1.2.3;UTF8:a', 'otherName:1.2.3;UTF8:a', false],
    ['permitted;DNS:example.org', 'email:a@example.com', true],
  ])('D7: nameConstraints %s, subjectAltName %s: %s', (constraint, name, valid) => {
    const result = chain(`nameConstraints=critical,${constraint}`, `subjectAltName=${name}`);
    expect(result.valid, JSON.stringify(result.failures)).toBe(valid);
    if (!valid) expect(failureOf(result)).toEqual(['name-constraints']);
  });

  it('D6: an unknown critical extension, in the target and above it', () => {
    const unknown = '1.2.3.4=critical,ASN1:NULL';
    expect(failureOf(chain('', unknown))).toEqual(['unknown-critical-extension']);
    expect(failureOf(chain(unknown, ''))).toEqual(['unknown-critical-extension']);
    expect(chain('', '1.2.3.4=ASN1:NULL').valid).toBe(true);
  });

  it('D6: an authority whose key may not sign certificates; an extension that cannot be read', () => {
    expect(failureOf(chain('keyUsage=critical,digitalSignature', ''))).toEqual(['key-usage']);
    expect(failureOf(chain('nameConstraints=critical,DER:0500', ''))).toEqual(['unreadable']);
  });
});
