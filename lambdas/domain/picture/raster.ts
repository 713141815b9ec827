import { ascii } from './media-type.ts';

/** What the headers of a raster picture say; nothing is decoded, so that a picture cannot swell in memory. */
export interface Raster {
  readonly width: number;
  readonly height: number;
  readonly animated: boolean;
}

/** JPEG: the first start-of-frame segment (ITU-T T.81 §B.2.2). Undefined when there is none. */
export function readJpeg(bytes: Uint8Array): Raster | undefined {
  const view = viewOf(bytes);
  let at = 2;
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xff || marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at += marker === 0xff ? 1 : 2;
    } else if (isStartOfFrame(marker)) {
      return { height: view.getUint16(at + 5), width: view.getUint16(at + 7), animated: false };
    } else if (marker === 0xd9 || marker === 0xda) {
      return undefined;
    } else {
      at += 2 + view.getUint16(at + 2);
    }
  }
  return undefined;
}

/** SOF0–SOF15 without DHT (C4), JPG (C8) and DAC (CC). */
function isStartOfFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
}

/** PNG: the IHDR chunk; `acTL` before the first `IDAT` makes it an animation (PNG 3rd edition §11.2, §11.3.6). */
export function readPng(bytes: Uint8Array): Raster | undefined {
  if (bytes.length < 33 || ascii(bytes, 12, 16) !== 'IHDR') return undefined;
  const view = viewOf(bytes);
  let animated = false;
  for (let at = 8; at + 12 <= bytes.length; at += 12 + view.getUint32(at)) {
    const chunk = ascii(bytes, at + 4, at + 8);
    if (chunk === 'acTL') animated = true;
    if (chunk === 'IDAT') break;
  }
  return { width: view.getUint32(16), height: view.getUint32(20), animated };
}

/** WebP: VP8X, VP8L or VP8 chunk (RFC 9649 §2.5–2.7); the flag A of VP8X says animation. */
export function readWebp(bytes: Uint8Array): Raster | undefined {
  if (bytes.length < 30) return undefined;
  const view = viewOf(bytes);
  switch (ascii(bytes, 12, 16)) {
    case 'VP8X':
      return {
        width: 1 + uint24(bytes, 24),
        height: 1 + uint24(bytes, 27),
        animated: ((bytes[20] ?? 0) & 0x02) !== 0,
      };
    case 'VP8L': {
      const bits = view.getUint32(21, true);
      return { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff), animated: false };
    }
    case 'VP8 ':
      return {
        width: view.getUint16(26, true) & 0x3fff,
        height: view.getUint16(28, true) & 0x3fff,
        animated: false,
      };
    default:
      return undefined;
  }
}

function uint24(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
