import { KeyUsageFlags } from '@peculiar/asn1-x509';
import { OID, type oids } from '../asn1/oids.ts';

type Policy = keyof ReturnType<typeof oids>['policy'];

/** What certificates of one sort say, as data (systems.md §3.5; RFC 5280 §4.2). `docs/certificates.md` shows them as a table. */
export interface CertificateProfile {
  readonly name: string;
  /** A certification authority, and how many authorities may stand below it. */
  readonly authority?: { readonly pathLength: number };
  /** `KeyUsageFlags`, or'ed. */
  readonly keyUsage: number;
  readonly extendedKeyUsage?: { readonly usages: readonly string[]; readonly critical: boolean };
  readonly policies: readonly Policy[];
  /** Where revocation is told: in the root's CRL, in one of the issuer's partitions, or nowhere. */
  readonly crl: 'root' | 'partition' | 'none';
  /** Whether the issuer's OCSP responder knows the certificate. */
  readonly ocsp: boolean;
  /** RFC 6960 §4.2.2.2.1: nobody asks for the status of the one who tells statuses. */
  readonly ocspNoCheck?: boolean;
}

const { digitalSignature, nonRepudiation, keyCertSign, cRLSign } = KeyUsageFlags;
const AUTHORITY_KEY = keyCertSign | cRLSign;
const SIGNER_KEY = digitalSignature | nonRepudiation;
/** RFC 9336, and emailProtection, which programs older than it look for. */
const DOCUMENTS = { usages: [OID.emailProtection, OID.documentSigning], critical: false } as const;

const service = (name: string): CertificateProfile => ({
  name,
  keyUsage: SIGNER_KEY,
  extendedKeyUsage: DOCUMENTS,
  policies: ['service'],
  crl: 'partition',
  ocsp: false,
});

const issuing = (name: string, policies: readonly Policy[]): CertificateProfile => ({
  name,
  authority: { pathLength: 0 },
  keyUsage: AUTHORITY_KEY,
  policies: [...policies, 'service'], // `service` for its OCSP responder
  crl: 'root',
  ocsp: false,
});

const organisation = (name: string, policy: Policy): CertificateProfile => ({
  name,
  keyUsage: SIGNER_KEY,
  extendedKeyUsage: DOCUMENTS,
  policies: [policy],
  crl: 'partition',
  ocsp: true,
});

export const ROOT: CertificateProfile = {
  name: 'root',
  authority: { pathLength: 1 },
  keyUsage: AUTHORITY_KEY,
  policies: [],
  crl: 'none',
  ocsp: false,
};

export const OCSP_RESPONDER: CertificateProfile = {
  name: 'ocsp',
  keyUsage: digitalSignature,
  extendedKeyUsage: { usages: [OID.ocspSigning], critical: false },
  policies: ['service'],
  crl: 'none',
  ocsp: false,
  ocspNoCheck: true,
};

/** RFC 3161 §2.3: one usage, critical, and no other. */
export const TIME_STAMPING: CertificateProfile = {
  name: 'time-stamping',
  keyUsage: digitalSignature,
  extendedKeyUsage: { usages: [OID.timeStamping], critical: true },
  policies: ['timeStamp'],
  crl: 'partition',
  ocsp: false,
};

/** What the key ceremony issues; the root is above. */
export const ISSUING_PROFILES = {
  authentication: issuing('authentication', ['authentication']),
  signature: issuing('signature', ['signature']),
  seal: issuing('seal', ['corporate', 'officialSeal', 'timeStamp']),
} as const;

export const SERVICE_PROFILES = {
  'time-stamping': TIME_STAMPING,
  'delivery-evidence': service('delivery-evidence'),
  'signature-records': service('signature-records'),
  'attribute-authority': service('attribute-authority'),
  'move-notices': service('move-notices'),
} as const;

/** What the function `certification` issues, by `CertificateKind`. */
export const HOLDER_PROFILES = {
  authentication: {
    name: 'authentication',
    keyUsage: digitalSignature,
    extendedKeyUsage: { usages: [OID.clientAuth], critical: false },
    policies: ['authentication'],
    crl: 'partition',
    ocsp: true,
  },
  signature: {
    name: 'signature',
    keyUsage: SIGNER_KEY,
    extendedKeyUsage: DOCUMENTS,
    policies: ['signature'],
    crl: 'partition',
    ocsp: true,
  },
  corporate: organisation('corporate', 'corporate'),
  'official-seal': organisation('official-seal', 'officialSeal'),
} as const satisfies Record<string, CertificateProfile>;
