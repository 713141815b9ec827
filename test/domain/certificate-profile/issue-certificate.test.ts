import { describe, expect, it } from 'vitest';
import { isDer } from '../../../lambdas/domain/asn1/strict-der.ts';
import { newSerial } from '../../../lambdas/domain/certificate/serial.ts';
import { toGeneralNames } from '../../../lambdas/domain/certificate-profile/attributes.ts';
import type {
  CertificateContent,
  Issuer,
} from '../../../lambdas/domain/certificate-profile/certificate-content.ts';
import { issueCertificate } from '../../../lambdas/domain/certificate-profile/issue-certificate.ts';
import { describeCertificate, issuerOf } from '../../../lambdas/domain/certificate-profile/issuer.ts';
import {
  opaqueName,
  organisationName,
  serviceName,
} from '../../../lambdas/domain/certificate-profile/names.ts';
import {
  HOLDER_PROFILES,
  ISSUING_PROFILES,
  OCSP_RESPONDER,
  ROOT,
  SERVICE_PROFILES,
} from '../../../lambdas/domain/certificate-profile/profile.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { hasOpenssl, openssl, pem } from '../../support/openssl.ts';
import { type TestSigner, testSigner } from '../../support/signer.ts';

const PLACE = { origin: 'https://guichet.example', arc: '1.3.6.1.4.1.32473.1' };
const NOT_BEFORE = new Date('2026-05-01T08:00:00Z');
const NOT_AFTER = new Date('2031-05-10T21:59:59Z');

async function issue(
  content: Omit<CertificateContent, 'serial' | 'notBefore' | 'notAfter'> & Partial<CertificateContent>,
  issuer: Issuer,
  signer: TestSigner,
): Promise<Uint8Array> {
  const serial = newSerial(randomness);
  return issueCertificate({ serial, notBefore: NOT_BEFORE, notAfter: NOT_AFTER, ...content }, issuer, signer);
}

/** Root, the three authorities, and their signers. */
async function hierarchy() {
  const rootKey = testSigner('ES384');
  const subject = serviceName('FR', 'Guichet', 'Guichet Root');
  const years = { notBefore: new Date('2026-01-01T00:00:00Z'), notAfter: new Date('2050-12-31T23:59:59Z') };
  const root = await issue(
    { profile: ROOT, subject, publicKey: rootKey.spki, ...years },
    { name: 'root', subject, ...PLACE },
    rootKey,
  );
  const authority = async (name: 'authentication' | 'signature' | 'seal') => {
    const key = testSigner('ES256');
    const certificate = await issue(
      {
        profile: ISSUING_PROFILES[name],
        subject: serviceName('FR', 'Guichet', `Guichet ${name}`),
        publicKey: key.spki,
        notBefore: years.notBefore,
        notAfter: new Date('2040-12-31T23:59:59Z'),
      },
      issuerOf('root', root, PLACE),
      rootKey,
    );
    return { key, certificate, issuer: issuerOf(name, certificate, PLACE) };
  };
  return {
    root,
    authentication: await authority('authentication'),
    signature: await authority('signature'),
    seal: await authority('seal'),
  };
}

const pki = await hierarchy();
const FOUR = {
  name: 'Zoé Élodie Dupont',
  sex: '2',
  birthdate: '1990-05-10',
  address: '1 rue de la Paix, 75002 Paris, FR',
} as const;
const holderKey = testSigner('ES256');
const serial = newSerial(randomness);
const personal = { publicKey: holderKey.spki, serial, subject: opaqueName('FR', serial), crlPartition: 7 };
const authentication = await issue(
  { ...personal, profile: HOLDER_PROFILES.authentication },
  pki.authentication.issuer,
  pki.authentication.key,
);
const signature = await issue(
  { ...personal, profile: HOLDER_PROFILES.signature, alternativeNames: toGeneralNames(FOUR, PLACE.arc) },
  pki.signature.issuer,
  pki.signature.key,
);
const organisation = { id: '732829320', name: 'Mairie d’Exemple' };
const corporate = await issue(
  {
    publicKey: holderKey.spki,
    subject: organisationName('FR', organisation),
    crlPartition: 3,
    profile: HOLDER_PROFILES['official-seal'],
  },
  pki.seal.issuer,
  pki.seal.key,
);
const stamping = await issue(
  {
    publicKey: holderKey.spki,
    subject: serviceName('FR', 'Guichet', 'Guichet time-stamping'),
    crlPartition: 3,
    profile: SERVICE_PROFILES['time-stamping'],
  },
  pki.seal.issuer,
  pki.seal.key,
);
const responder = await issue(
  {
    publicKey: holderKey.spki,
    subject: serviceName('FR', 'Guichet', 'Guichet OCSP'),
    profile: OCSP_RESPONDER,
  },
  pki.signature.issuer,
  pki.signature.key,
);

const textOf = (certificate: Uint8Array): string =>
  openssl(['x509', '-noout', '-text', '-nameopt', 'RFC2253', '-in', 'c.pem'], {
    'c.pem': pem('CERTIFICATE', certificate),
  }).text;

function verdict(
  certificate: Uint8Array,
  authority: Uint8Array,
  purpose: readonly string[] = [],
  at = '2026-06-01',
) {
  return openssl(
    [
      'verify',
      '-x509_strict',
      '-attime',
      String(Date.parse(at) / 1000),
      ...purpose,
      '-CAfile',
      'root.pem',
      '-untrusted',
      'authority.pem',
      'leaf.pem',
    ],
    {
      'root.pem': pem('CERTIFICATE', pki.root),
      'authority.pem': pem('CERTIFICATE', authority),
      'leaf.pem': pem('CERTIFICATE', certificate),
    },
  );
}

describe('certificates as DER', () => {
  it('C1: every profile is canonical DER and says the same when it is read', () => {
    for (const certificate of [
      pki.root,
      pki.seal.certificate,
      authentication,
      signature,
      corporate,
      stamping,
      responder,
    ]) {
      expect(isDer(certificate)).toBe(true);
    }
    expect(describeCertificate(signature)).toEqual({
      publicKey: holderKey.spki,
      serial,
      notBefore: NOT_BEFORE,
      notAfter: NOT_AFTER,
    });
  });

  it('C1: two certificates of one person share nothing but the key', () => {
    const other = opaqueName('FR', newSerial(randomness));
    expect(JSON.stringify(other)).not.toEqual(JSON.stringify(personal.subject));
  });

  it('C1: a signer with another key than the issuer’s certificate names is found out', async () => {
    await expect(
      issue(
        { ...personal, profile: HOLDER_PROFILES.signature },
        pki.signature.issuer,
        pki.authentication.key,
      ),
    ).rejects.toThrow(/does not verify/);
  });

  it('C1: a serial number that DER would shorten is refused', async () => {
    const short = { ...personal, profile: HOLDER_PROFILES.signature, serial: `00${'ab'.repeat(19)}` };
    await expect(issue(short, pki.signature.issuer, pki.signature.key)).rejects.toThrow(/serial number/);
    const first = { bytes: () => new Uint8Array(20) };
    expect(newSerial(first).slice(0, 2)).toBe('01');
    expect(newSerial({ bytes: () => new Uint8Array(20).fill(255) }).slice(0, 4)).toBe('7fff');
  });
});

describe.skipIf(!hasOpenssl)('certificates as OpenSSL sees them', () => {
  it('C1: each verifies strictly up to the root', () => {
    const chains: [Uint8Array, Uint8Array][] = [
      [authentication, pki.authentication.certificate],
      [signature, pki.signature.certificate],
      [corporate, pki.seal.certificate],
      [stamping, pki.seal.certificate],
      [responder, pki.signature.certificate],
    ];
    for (const [leaf, authority] of chains) {
      expect(verdict(leaf, authority).text).toContain('leaf.pem: OK');
    }
  });

  it('C1: an authority of one kind does not vouch for the other', () => {
    expect(verdict(signature, pki.authentication.certificate).status).not.toBe(0);
  });

  it('C1: an expired certificate is refused', () => {
    expect(verdict(signature, pki.signature.certificate, [], '2031-05-11').text).toContain('expired');
  });

  it('C1: purposes are kept apart', () => {
    const purpose = (name: string) => ['-purpose', name];
    expect(verdict(authentication, pki.authentication.certificate, purpose('sslclient')).status).toBe(0);
    expect(verdict(signature, pki.signature.certificate, purpose('smimesign')).status).toBe(0);
    expect(verdict(corporate, pki.seal.certificate, purpose('smimesign')).status).toBe(0);
    expect(verdict(stamping, pki.seal.certificate, purpose('timestampsign')).status).toBe(0);
    expect(verdict(authentication, pki.authentication.certificate, purpose('smimesign')).status).not.toBe(0);
    expect(verdict(signature, pki.signature.certificate, purpose('sslclient')).status).not.toBe(0);
    expect(verdict(signature, pki.signature.certificate, purpose('timestampsign')).status).not.toBe(0);
  });

  it('C1: policies hold along the path', () => {
    const policy = (name: string) => ['-explicit_policy', '-policy', `${PLACE.arc}.1.${name}`];
    expect(verdict(signature, pki.signature.certificate, policy('2')).status).toBe(0);
    expect(verdict(signature, pki.signature.certificate, policy('1')).status).not.toBe(0);
    expect(verdict(authentication, pki.authentication.certificate, policy('1')).status).toBe(0);
    expect(verdict(responder, pki.signature.certificate, policy('6')).status).toBe(0);
  });

  it('C1: AUTHENTICATION says nothing of the person', () => {
    const text = textOf(authentication);
    expect(text).toMatch(/Subject: CN=[0-9a-f]{32},C=FR/);
    expect(text).not.toContain('Subject Alternative Name');
    expect(text).toMatch(/Key Usage: critical\n\s+Digital Signature\n/);
    expect(text).toContain('TLS Web Client Authentication');
    expect(text).toContain('OCSP - URI:https://guichet.example/ocsp');
    expect(text).toContain('CA Issuers - URI:https://guichet.example/pki/authentication.cer');
    expect(text).toContain('URI:https://guichet.example/pki/crl/authentication/7.crl');
    expect(text).toContain('Policy: 1.3.6.1.4.1.32473.1.1.1');
  });

  it('C1: SIGNATURE carries the four attributes and may sign documents', () => {
    const text = textOf(signature);
    expect(text).toMatch(/Key Usage: critical\n\s+Digital Signature, Non Repudiation\n/);
    expect(text).toContain('E-mail Protection, 1.3.6.1.5.5.7.3.36');
    for (const [index, value] of Object.values(FOUR).entries()) {
      expect(text).toContain(`1.3.6.1.4.1.32473.1.2.${index + 1}::${value}`);
    }
  });

  it('C1: an organisation is named with its register number', () => {
    expect(textOf(corporate)).toContain('organizationIdentifier=NTRFR-732829320');
  });

  it('C1: the time-stamping usage is critical and alone', () => {
    expect(textOf(stamping)).toMatch(/Extended Key Usage: critical\n\s+Time Stamping\n/);
  });

  it('C1: the OCSP responder is exempt from status questions', () => {
    expect(textOf(responder)).toContain('OCSP No Check');
    expect(textOf(responder)).toContain('OCSP Signing');
  });

  it('C1: times from 2050 on are written as GeneralizedTime', () => {
    const dump = openssl(['asn1parse', '-in', 'c.pem'], { 'c.pem': pem('CERTIFICATE', pki.root) }).text;
    expect(dump).toMatch(/UTCTIME\s+:260101000000Z/);
    expect(dump).toMatch(/GENERALIZEDTIME\s+:20501231235959Z/);
  });
});
