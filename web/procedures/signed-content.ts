import { fromBase64 } from '../signing/key-derivation.ts';

/** What the bytes to sign (base64) say: pages show this, so that what is read is what is signed. */
export const contentOf = <T>(base64: string): T =>
  JSON.parse(new TextDecoder().decode(fromBase64(base64))) as T;
