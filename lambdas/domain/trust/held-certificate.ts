/** A certificate in DER, or how to get it: wiring is synchronous, the trust store is not. */
export type HeldCertificate = Uint8Array | (() => Promise<Uint8Array>);

/** Reads the certificates at first use and keeps them; a failure is not kept, the next use tries again. */
export function readCertificates(held: readonly HeldCertificate[]): () => Promise<readonly Uint8Array[]> {
  let read: Promise<readonly Uint8Array[]> | undefined;
  return () => {
    read ??= Promise.all(held.map((each) => (each instanceof Uint8Array ? each : each()))).catch(
      (error: unknown) => {
        read = undefined;
        throw error;
      },
    );
    return read;
  };
}
