import { isSpoken, type Spoken } from './words.ts';

/** Where the app keeps it (web/authenticator/device.ts): a service worker sees no local storage. */
const [DATABASE, STORE, KEY] = ['guichet-authenticator', 'device', 'language'];

/** The language the app was last used in, else the first of the browser's that it has, else English. */
export async function keptLanguage(): Promise<Spoken> {
  const kept = await read().catch(() => undefined);
  if (isSpoken(kept)) return kept;
  return navigator.languages.map((wanted) => wanted.slice(0, 2)).find(isSpoken) ?? 'en';
}

function read(): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const database = opening.result;
      const reading = database.transaction(STORE).objectStore(STORE).get(KEY);
      reading.onsuccess = () => resolve(reading.result);
      reading.onerror = () => reject(reading.error);
      reading.transaction?.addEventListener('complete', () => database.close());
    };
  });
}
