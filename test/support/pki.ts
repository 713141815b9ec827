import { randomBytes } from 'node:crypto';
import {
  ISSUING_AUTHORITIES,
  type IssuingAuthority,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { newSerial } from '../../lambdas/domain/certificate/serial.ts';
import { type FourAttributes, toGeneralNames } from '../../lambdas/domain/certificate-profile/attributes.ts';
import type { Issuer } from '../../lambdas/domain/certificate-profile/certificate-content.ts';
import { issueCertificate } from '../../lambdas/domain/certificate-profile/issue-certificate.ts';
import { issuerOf } from '../../lambdas/domain/certificate-profile/issuer.ts';
import { opaqueName, organisationName, serviceName } from '../../lambdas/domain/certificate-profile/names.ts';
import {
  type CertificateProfile,
  HOLDER_PROFILES,
  ISSUING_PROFILES,
  OCSP_RESPONDER,
  ROOT,
  SERVICE_PROFILES,
} from '../../lambdas/domain/certificate-profile/profile.ts';
import type { AuthorityCertificate, TrustStore } from '../../lambdas/domain/trust/trust-store.ts';
import { pem } from './openssl.ts';
import { type TestSigner, testSigner } from './signer.ts';

export const ARC = '1.3.6.1.4.1.32473.1';
export const ORIGIN = 'https://guichet.example';

/** The whole hierarchy of a deployment, with keys in memory. */
export interface TestPki {
  readonly keys: Readonly<
    Record<'root' | IssuingAuthority | 'ocsp' | keyof typeof SERVICE_PROFILES, TestSigner>
  >;
  readonly certificates: ReadonlyMap<AuthorityCertificate, Uint8Array>;
  /** Every CRL by `<authority>/<number>`; tests put theirs in. */
  readonly crls: Map<string, Uint8Array>;
  readonly trust: TrustStore;
  certificate(name: AuthorityCertificate): Uint8Array;
  issuer(name: 'root' | IssuingAuthority): Issuer;
  pem(name: AuthorityCertificate): string;
  /** PEM of the root, and of the authorities below it. */
  readonly rootPem: string;
  readonly authoritiesPem: string;
  /** A certificate of a person or organisation for a key made elsewhere. */
  issue(request: HolderRequest): Promise<{ readonly der: Uint8Array; readonly serial: string }>;
}

export interface HolderRequest {
  readonly kind: keyof typeof HOLDER_PROFILES;
  readonly spki: Uint8Array;
  readonly notBefore?: Date;
  readonly notAfter?: Date;
  readonly serial?: string;
  readonly crlPartition?: number;
  readonly attributes?: FourAttributes;
  readonly organisation?: { readonly id: string; readonly name: string };
  /** Another profile under the same authority: certificates that Guichet never issues. */
  readonly profile?: CertificateProfile;
}

export const SPECIMEN: FourAttributes = {
  name: 'Élodie Specimen',
  sex: '2',
  birthdate: '1990-05-10',
  address: '1 rue de l’Exemple, 75001 Paris, FR',
};

const YEAR = 365 * 86_400_000;
export const randomSerial = (): string => newSerial({ bytes: (n) => Uint8Array.from(randomBytes(n)) });

/** @param now the authorities are valid from a year before to nine years after it */
export async function testPki(now = new Date()): Promise<TestPki> {
  const keys = {
    root: testSigner('ES384'),
    authentication: testSigner('ES256'),
    signature: testSigner('ES256'),
    seal: testSigner('ES256'),
    ocsp: testSigner('ES256'),
    'time-stamping': testSigner('ES256'),
    'delivery-evidence': testSigner('ES256'),
    'signature-records': testSigner('ES256'),
    'attribute-authority': testSigner('ES256'),
    'move-notices': testSigner('ES256'),
  };
  const certificates = new Map<AuthorityCertificate, Uint8Array>();
  const crls = new Map<string, Uint8Array>();
  const place = { origin: ORIGIN, arc: ARC };
  const validity = { notBefore: new Date(+now - YEAR), notAfter: new Date(+now + 9 * YEAR) };
  const certificate = (name: AuthorityCertificate): Uint8Array => {
    const der = certificates.get(name);
    if (der === undefined) throw new Error(`There is no certificate ${name}.`);
    return der;
  };
  const issuer = (name: 'root' | IssuingAuthority) => issuerOf(name, certificate(name), place);
  const name = (commonName: string) => serviceName('FR', 'Guichet', commonName);
  const issueService = async (
    file: AuthorityCertificate,
    by: 'root' | IssuingAuthority,
    profile: CertificateProfile,
    spki: Uint8Array,
  ) => {
    const content = {
      profile,
      serial: randomSerial(),
      subject: name(file),
      publicKey: spki,
      crlPartition: 0,
      ...validity,
    };
    const from = file === 'root' ? { name: by, subject: name('root'), ...place } : issuer(by);
    certificates.set(file, await issueCertificate(content, from, keys[by]));
  };

  await issueService('root', 'root', ROOT, keys.root.spki);
  for (const authority of ISSUING_AUTHORITIES) {
    await issueService(authority, 'root', ISSUING_PROFILES[authority], keys[authority].spki);
    await issueService(`ocsp-${authority}`, authority, OCSP_RESPONDER, keys.ocsp.spki);
  }
  for (const service of Object.keys(SERVICE_PROFILES) as (keyof typeof SERVICE_PROFILES)[]) {
    await issueService(service, 'seal', SERVICE_PROFILES[service], keys[service].spki);
  }
  return {
    keys,
    certificates,
    crls,
    certificate,
    issuer,
    pem: (each) => pem('CERTIFICATE', certificate(each)),
    rootPem: pem('CERTIFICATE', certificate('root')),
    authoritiesPem: ISSUING_AUTHORITIES.map((each) => pem('CERTIFICATE', certificate(each))).join(''),
    trust: {
      certificate: async (each) => certificate(each),
      crl: async (authority, partition) => crls.get(`${authority}/${partition}`),
    },
    async issue(request) {
      const number = request.serial ?? randomSerial();
      const authority = AUTHORITY[request.kind];
      const content = {
        profile: request.profile ?? HOLDER_PROFILES[request.kind],
        serial: number,
        subject: request.organisation
          ? organisationName('FR', request.organisation)
          : opaqueName('FR', number),
        ...(request.attributes && { alternativeNames: toGeneralNames(request.attributes, ARC) }),
        publicKey: request.spki,
        notBefore: request.notBefore ?? new Date(+now - 86_400_000),
        notAfter: request.notAfter ?? new Date(+now + YEAR),
        crlPartition: request.crlPartition ?? Number.parseInt(number.slice(0, 2), 16) % 16,
      };
      return { der: await issueCertificate(content, issuer(authority), keys[authority]), serial: number };
    },
  };
}

const AUTHORITY = {
  authentication: 'authentication',
  signature: 'signature',
  corporate: 'seal',
  'official-seal': 'seal',
} as const satisfies Record<HolderRequest['kind'], IssuingAuthority>;
