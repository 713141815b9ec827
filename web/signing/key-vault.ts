/** What a certified key of this device is for. */
export type SigningKind = 'signature' | 'corporate' | 'official-seal';

/** A signing key as it lies in this browser: wrapped, with all that unwraps it except password and server's share. */
export interface KeptKey {
  /** Id of the server's share. */
  readonly key: string;
  readonly kind: SigningKind;
  /** Organisation number, for its corporate certificate or official seal. */
  readonly organisation?: string;
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly deviceSecret: CryptoKey;
  readonly iv: Uint8Array<ArrayBuffer>;
  /** PKCS #8 under AES-256-GCM. */
  readonly wrapped: Uint8Array<ArrayBuffer>;
  /** SubjectPublicKeyInfo, DER. */
  readonly publicKey: Uint8Array<ArrayBuffer>;
  /** Once issued: DER of the certificate and of its authority, and the serial number in hex. */
  readonly certificate?: Uint8Array<ArrayBuffer>;
  readonly issuer?: Uint8Array<ArrayBuffer>;
  readonly serial?: string;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
}

const DATABASE = 'guichet-signing';
const STORE = 'keys';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key' });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () =>
      reject(request.error ?? new Error('The key store of this browser cannot be opened.'));
  });
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await opened();
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error('The key could not be kept.'));
    });
  } finally {
    database.close();
  }
}

export const keptKeys = (): Promise<KeptKey[]> => inStore<KeptKey[]>('readonly', (store) => store.getAll());

export async function keepKey(key: KeptKey): Promise<void> {
  await inStore('readwrite', (store) => store.put(key));
}

/** The newest certified key of a kind on this device. */
export async function keyFor(kind: SigningKind, organisation?: string): Promise<KeptKey | undefined> {
  const fitting = (await keptKeys()).filter(
    (key) => key.kind === kind && key.organisation === organisation && key.certificate !== undefined,
  );
  return fitting.sort((one, other) => one.madeAt - other.madeAt).at(-1);
}
