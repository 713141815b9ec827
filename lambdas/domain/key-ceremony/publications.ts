/** What stands under `/pki`, as the key ceremony reads and writes it. Paths as `certificatePath` and `crlPath` make them. */
export interface Publications {
  find(path: string): Promise<Uint8Array | undefined>;
  keep(path: string, bytes: Uint8Array): Promise<void>;
}
