import type { DevicePublicKey } from '../../lambdas/contracts/authenticator.ts';

/** The key of this phone; `privateKey` cannot leave the browser (WebCrypto, not extractable). */
export interface Device {
  readonly privateKey: CryptoKey;
  readonly publicKey: DevicePublicKey;
  /** Given by the server once the key is bound. */
  readonly deviceId?: string;
  /** The PIN was chosen: the phone can approve. */
  readonly ready?: boolean;
}

const DATABASE = 'guichet-authenticator';
const STORE = 'device';
const ONLY = 'this-phone';

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
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

export const loadDevice = (): Promise<Device | undefined> =>
  inStore<Device | undefined>('readonly', (store) => store.get(ONLY));

export async function keepDevice(device: Device): Promise<void> {
  await inStore('readwrite', (store) => store.put(device, ONLY));
}

/** For the notifications of the service worker, which sees nothing else of the app. */
export async function keepLanguage(language: string): Promise<void> {
  await inStore('readwrite', (store) => store.put(language, 'language'));
}

export const forgetDevice = (): Promise<undefined> => inStore('readwrite', (store) => store.delete(ONLY));

/** Makes the phone's key (ECDSA P-256) without keeping it: it is kept once the server has bound it. */
export async function makeDevice(): Promise<Device> {
  const pair = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, false, [
    'sign',
    'verify',
  ]);
  const { x, y } = await crypto.subtle.exportKey('jwk', pair.publicKey);
  if (!x || !y) throw new Error('This browser cannot make the key. Please update it.');
  void navigator.storage?.persist?.();
  return { privateKey: pair.privateKey, publicKey: { kty: 'EC', crv: 'P-256', x, y } };
}

const SYSTEMS: readonly [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS/, 'Mac'],
  [/Linux/, 'Linux'],
];
const BROWSERS: readonly [RegExp, string][] = [
  [/Firefox|FxiOS/, 'Firefox'],
  [/Edg/, 'Edge'],
  [/SamsungBrowser/, 'Samsung Internet'],
  [/Chrome|CriOS/, 'Chrome'],
  [/Safari/, 'Safari'],
];

const named = (names: readonly [RegExp, string][]): string =>
  names.find(([pattern]) => pattern.test(navigator.userAgent))?.[1] ?? '';

/** How the person will recognise this phone in a list. */
export const deviceName = (): string =>
  [named(SYSTEMS), named(BROWSERS)].filter(Boolean).join(' · ') || 'Browser';
