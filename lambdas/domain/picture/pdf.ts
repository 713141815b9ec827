import { inflateSync } from 'node:zlib';
import { readJpeg } from './raster.ts';

/** Why a PDF is not taken, or the photo it holds. Nothing in it is executed or rendered. */
export type PdfFinding =
  | { readonly photo: Uint8Array }
  | { readonly refused: 'pdf-encrypted' | 'pdf-with-script' | 'pdf-many-pages' | 'pdf-without-photo' };

const SCRIPT = /\/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFile|RichMedia|XFA)\b/;
const MOST_INFLATED_BYTES = 8_000_000;

/**
 * Looks into a scan saved as PDF (ISO 32000-1): one page, no script, not encrypted, one JPEG photo (DCTDecode) in it.
 * Objects packed in streams (§7.5.7) are unpacked for the look, up to a limit.
 */
export function inspectPdf(bytes: Uint8Array): PdfFinding {
  const outer = Buffer.from(bytes).toString('latin1');
  const text = withoutNameEscapes(`${withoutStreams(outer)}\n${objectStreams(outer, bytes)}`);
  if (/\/Encrypt\b/.test(text)) return { refused: 'pdf-encrypted' };
  if (SCRIPT.test(text)) return { refused: 'pdf-with-script' };
  if ((text.match(/\/Type\s*\/Page(?![A-Za-z])/g)?.length ?? 0) > 1) return { refused: 'pdf-many-pages' };
  const photo = largestPhoto(outer, bytes);
  return photo === undefined ? { refused: 'pdf-without-photo' } : { photo };
}

/** `/Java#53cript` is `/JavaScript` (§7.3.5). */
function withoutNameEscapes(text: string): string {
  return text.replace(/#([0-9a-fA-F]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

function withoutStreams(outer: string): string {
  return outer.replace(/stream\r?\n[\s\S]*?endstream/g, 'stream endstream');
}

interface PdfStream {
  readonly dictionary: string;
  readonly from: number;
  readonly to: number;
}

function* streamsOf(outer: string): Generator<PdfStream> {
  const begin = /stream\r?\n/g;
  for (let match = begin.exec(outer); match !== null; match = begin.exec(outer)) {
    const from = match.index + match[0].length;
    const to = outer.indexOf('endstream', from);
    if (to < 0) return;
    const dictionary = outer.slice(Math.max(outer.lastIndexOf(' obj', match.index), 0), match.index);
    yield { dictionary, from, to };
    begin.lastIndex = to + 'endstream'.length;
  }
}

function objectStreams(outer: string, bytes: Uint8Array): string {
  let text = '';
  for (const { dictionary, from, to } of streamsOf(outer)) {
    if (!/\/ObjStm\b/.test(dictionary)) continue;
    try {
      const room = MOST_INFLATED_BYTES - text.length;
      text += inflateSync(bytes.subarray(from, to), { maxOutputLength: room }).toString('latin1');
    } catch {
      return `${text} /Encrypt `; // what cannot be looked into is treated like what is locked
    }
  }
  return text;
}

function largestPhoto(outer: string, bytes: Uint8Array): Uint8Array | undefined {
  let best: { photo: Uint8Array; area: number } | undefined;
  for (const { dictionary, from, to } of streamsOf(outer)) {
    if (!/\/Filter\s*(\[\s*)?\/DCTDecode\s*(\]|\/|>|\s)/.test(dictionary)) continue;
    const photo = bytes.subarray(from, to);
    const raster = readJpeg(photo);
    const area = raster === undefined ? 0 : raster.width * raster.height;
    if (area > (best?.area ?? 0)) best = { photo, area };
  }
  return best?.photo;
}
