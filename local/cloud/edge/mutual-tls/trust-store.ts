import { X509Certificate } from 'node:crypto';

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

/**
 * What API Gateway asks of a client's key (developer guide, "mutual TLS authentication for HTTP APIs"): RSA-2048, P-256, or stronger. TLS
 * itself verifies signatures, names and dates; revocation is looked at by neither. Chains of more than four, which API Gateway refuses,
 * are taken here: Node does not show a server what stands between.
 */
export function isStrong({ publicKey }: X509Certificate): boolean {
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = publicKey;
  if (type === 'rsa' || type === 'rsa-pss') return (details?.modulusLength ?? 0) >= 2048;
  return type === 'ec' && ['prime256v1', 'secp384r1', 'secp521r1'].includes(details?.namedCurve ?? '');
}
