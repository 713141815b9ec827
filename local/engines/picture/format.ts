import { PictureRefused } from './refusal.ts';

export type PictureFormat = 'jpeg' | 'png' | 'pdf';

const SIGNATURES: readonly (readonly [PictureFormat, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** Animation control comes before the first image data of an animated PNG (PNG 3rd edition §11.3.6.1). */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = 8; at + 12 <= view.length; at += view.readUInt32BE(at) + 12) {
    const type = view.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
  }
  return false;
}

/** The format by its first bytes; names and declared types are not believed. Throws PictureRefused `format`. */
export function requireFormat(bytes: Uint8Array, accepted: readonly PictureFormat[]): PictureFormat {
  if (bytes.length === 0) throw new PictureRefused('format', 'The picture is empty: it has 0 bytes.');
  const format = SIGNATURES.find(([, start]) => start.every((byte, at) => bytes[at] === byte))?.[0];
  if (!format || !accepted.includes(format)) {
    throw new PictureRefused('format', `The picture is none of ${accepted.join(', ').toUpperCase()}.`);
  }
  if (format === 'png' && isAnimatedPng(bytes)) {
    throw new PictureRefused('format', 'The picture is animated; send a single still picture.');
  }
  return format;
}
