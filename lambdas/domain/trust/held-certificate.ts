/** A certificate in DER, or how to get it: wiring is synchronous, the trust store is not. */
export type HeldCertificate = Uint8Array | (() => Promise<Uint8Array>);

/** DER: one's own certificate, then those of the authorities above it. */
export type CertificateChain = readonly [Uint8Array, ...Uint8Array[]];

/** Reads the certificates at first use and keeps them; a failure is not kept, the next use tries again. */
export function readCertificates(
  own: HeldCertificate,
  issuers: readonly HeldCertificate[],
): () => Promise<CertificateChain> {
  let read: Promise<CertificateChain> | undefined;
  return () => {
    read ??= readAll(own, issuers).catch((error: unknown) => {
      read = undefined;
      throw error;
    });
    return read;
  };
}

async function readAll(own: HeldCertificate, issuers: readonly HeldCertificate[]): Promise<CertificateChain> {
  return [await readOne(own), ...(await Promise.all(issuers.map(readOne)))];
}

const readOne = async (held: HeldCertificate): Promise<Uint8Array> =>
  held instanceof Uint8Array ? held : held();
