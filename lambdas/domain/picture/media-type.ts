/** What a file really is, told by its first bytes; file names and declared types prove nothing. */
export type MediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/webp'
  | 'image/gif'
  | 'image/heic'
  | 'image/tiff'
  | 'image/bmp'
  | 'application/pdf'
  | 'video/webm'
  | 'video/mp4';

type Recogniser = readonly [type: MediaType, is: (head: Uint8Array) => boolean];

const HEIF_BRANDS = new Set(['heic', 'heix', 'hevc', 'heim', 'heis', 'mif1', 'msf1', 'avif', 'avis']);

const RECOGNISERS: readonly Recogniser[] = [
  ['image/jpeg', (head) => begins(head, [0xff, 0xd8, 0xff])],
  ['image/png', (head) => begins(head, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
  ['image/webp', (head) => ascii(head, 0, 4) === 'RIFF' && ascii(head, 8, 12) === 'WEBP'],
  ['image/gif', (head) => /^GIF8[79]a$/.test(ascii(head, 0, 6))],
  ['image/heic', (head) => ascii(head, 4, 8) === 'ftyp' && HEIF_BRANDS.has(ascii(head, 8, 12))],
  ['video/mp4', (head) => ascii(head, 4, 8) === 'ftyp'],
  ['video/webm', (head) => begins(head, [0x1a, 0x45, 0xdf, 0xa3])],
  ['application/pdf', (head) => ascii(head, 0, 1024).includes('%PDF-')],
  ['image/tiff', (head) => ['II*\0', 'MM\0*'].includes(ascii(head, 0, 4))],
  ['image/bmp', (head) => ascii(head, 0, 2) === 'BM' && head.length > 26],
];

/** The media type of a file that begins so; undefined when it is none we know. */
export function mediaTypeOf(head: Uint8Array): MediaType | undefined {
  return RECOGNISERS.find(([, is]) => is(head))?.[0];
}

function begins(head: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => head[index] === byte);
}

/** Bytes `from` to `to` as Latin-1 text. */
export function ascii(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.subarray(from, to)).toString('latin1');
}
