/** The bytes to sign, as the server gave them (base64). */
export const bytesOf = (base64: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));

export function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) text += String.fromCharCode(byte);
  return btoa(text);
}

/** What those bytes say: pages show this, so that what is read is what is signed. */
export const contentOf = <T>(base64: string): T => JSON.parse(new TextDecoder().decode(bytesOf(base64))) as T;
