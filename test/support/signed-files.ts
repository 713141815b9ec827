import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { DEFAULT_CERTIFICATES } from '../../lambdas/contracts/settings.ts';
import type {
  IssuingAuthority,
  RevocationReason,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import { makeCertificateList } from '../../lambdas/domain/revocation-list/make-certificate-list.ts';
import { signatureVerifier } from '../../lambdas/domain/signature-verification/verify-signature.ts';
import type { TrustStore } from '../../lambdas/domain/trust/trust-store.ts';
import { openssl, pem } from './openssl.ts';
import { type HolderRequest, ORIGIN, SPECIMEN, type TestPki, testPki } from './pki.ts';

export const NOW = new Date('2026-11-20T10:00:00Z');
export const DOCUMENT = Buffer.from('I apply for a place in the nursery.\r\nÉlodie\n'.repeat(40));

const PARTITION = 5;

/** A hierarchy whose lists are made when asked for, and a verifier over it. */
export interface SigningWorld {
  readonly pki: TestPki;
  readonly trust: TrustStore;
  /** The same with lists of another time. */
  trustAt(publishedAt: Date): TrustStore;
  readonly verifier: ReturnType<typeof signatureVerifier>;
  /** Enters a certificate into the list of its authority, or takes it out. */
  revoke(authority: IssuingAuthority | 'root', serial: string, reason: RevocationReason, at: Date): void;
  lift(serial: string): void;
  holder(request?: Partial<HolderRequest>, key?: KeyPair): Promise<Holder>;
}

export interface KeyPair {
  readonly publicKey: KeyObject;
  readonly privateKey: KeyObject;
}

export interface Holder {
  readonly der: Uint8Array;
  readonly serial: string;
  /** Files for openssl. */
  readonly files: Readonly<Record<'signer.pem' | 'key.pem' | 'chain.pem', string>>;
}

export const ecKey = (namedCurve = 'P-256'): KeyPair => generateKeyPairSync('ec', { namedCurve });
export const rsaKey = (modulusLength = 2048): KeyPair => generateKeyPairSync('rsa', { modulusLength });

/** @param publishedAt this update of the lists */
export async function signingWorld(publishedAt = NOW): Promise<SigningWorld> {
  const pki = await testPki(NOW);
  const revoked = new Map<
    string,
    { authority: IssuingAuthority | 'root'; reason: RevocationReason; revokedAt: Date }
  >();
  let lists = new Map<string, Promise<Uint8Array>>();
  const list = (
    authority: IssuingAuthority | 'root',
    partition: number,
    thisUpdate = publishedAt,
  ): Promise<Uint8Array> => {
    const entries = [...revoked].filter(([, entry]) => entry.authority === authority);
    return makeCertificateList(
      {
        number: 1,
        thisUpdate,
        nextUpdate: new Date(+thisUpdate + 86_400_000),
        entries: new Map(entries),
        ...(authority !== 'root' && {
          distributionPoint: `${ORIGIN}/pki/crl/${authority}/${partition}.crl`,
        }),
      },
      pki.certificate(authority),
      pki.keys[authority],
    );
  };
  const trust: TrustStore = {
    certificate: (name) => pki.trust.certificate(name),
    crl(authority, partition) {
      const name = `${authority}/${partition}`;
      const made = lists.get(name) ?? list(authority, partition);
      lists.set(name, made);
      return made;
    },
  };
  return {
    pki,
    trust,
    trustAt: (at) => ({ ...trust, crl: (authority, partition) => list(authority, partition, at) }),
    verifier: signatureVerifier({ trust, settings: DEFAULT_CERTIFICATES }),
    revoke(authority, serial, reason, at) {
      revoked.set(serial, { authority, reason, revokedAt: at });
      lists = new Map();
    },
    lift(serial) {
      revoked.delete(serial);
      lists = new Map();
    },
    async holder(request = {}, { publicKey, privateKey } = ecKey()) {
      const kind = request.kind ?? 'signature';
      const { der, serial } = await pki.issue({
        spki: Uint8Array.from(publicKey.export({ type: 'spki', format: 'der' })),
        crlPartition: PARTITION,
        ...(kind === 'signature' && { attributes: SPECIMEN }),
        ...request,
        kind,
      });
      const files = {
        'signer.pem': pem('CERTIFICATE', der),
        'key.pem': privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
        'chain.pem': pki.authoritiesPem,
      };
      return { der, serial, files };
    },
  };
}

/** `openssl cms -sign` over the document with further arguments; DER, detached, unless they say otherwise. */
export function opensslSign(
  { files }: Pick<Holder, 'files'>,
  args: readonly string[] = [],
  document: Uint8Array = DOCUMENT,
): Buffer {
  const form = args.includes('-outform') ? [] : ['-outform', 'DER'];
  const result = openssl(
    [
      ...['cms', '-sign', '-binary', '-in', 'document', '-signer', 'signer.pem', '-inkey', 'key.pem'],
      ...['-certfile', 'chain.pem', '-out', 'signature', ...form, ...args],
    ],
    { ...files, document },
  );
  if (result.status !== 0) throw new Error(result.text);
  return result.file('signature');
}
