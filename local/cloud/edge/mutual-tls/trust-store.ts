import { X509Certificate } from 'node:crypto';

const MAXIMUM_CHAIN = 4;
const BLOCK = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

/** The certificates of a PEM file. @throws Error with a sentence when one of them, or the file, is none */
export function readTrustStore(pem: string): X509Certificate[] {
  const blocks = pem.match(BLOCK) ?? [];
  if (blocks.length === 0) throw new Error('The trust store holds no certificate in PEM.');
  return blocks.map((block, at) => {
    try {
      return new X509Certificate(block);
    } catch (cause) {
      throw new Error(`Certificate ${at + 1} of the trust store cannot be read.`, { cause });
    }
  });
}

/** A certificate as the TLS connection gives it, with the one above it as far as it was shown or is trusted. */
export interface ShownCertificate {
  readonly raw: Buffer;
  readonly issuerCertificate?: ShownCertificate;
}

/**
 * What API Gateway looks at beyond the signatures, names and dates that TLS itself verified (developer guide, "mutual TLS authentication
 * for HTTP APIs"): chains of four at most, keys of RSA-2048 or P-256 and stronger. Revocation is not looked at.
 */
export function isAcceptable(shown: ShownCertificate): boolean {
  const chain = chainOf(shown);
  return chain.length <= MAXIMUM_CHAIN && chain.every((certificate) => isStrong(certificate));
}

function chainOf(shown: ShownCertificate): X509Certificate[] {
  const chain: X509Certificate[] = [];
  for (let at: ShownCertificate | undefined = shown; at !== undefined && chain.length <= MAXIMUM_CHAIN; ) {
    chain.push(new X509Certificate(at.raw));
    at = at.issuerCertificate === at ? undefined : at.issuerCertificate;
  }
  return chain;
}

function isStrong({ publicKey }: X509Certificate): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048;
  return type === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '');
}
