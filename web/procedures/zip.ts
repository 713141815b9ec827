export interface ArchivedFile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/**
 * A ZIP archive of stored (not compressed) files: PKWARE APPNOTE 6.3 §4.3, names in UTF-8 (§4.4.4, bit 11).
 * Signed documents are small and do not compress.
 */
export function zip(files: readonly ArchivedFile[]): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array<ArrayBuffer>[] = [];
  const directory: Uint8Array<ArrayBuffer>[] = [];
  let offset = 0;
  for (const file of files) {
    const name = new TextEncoder().encode(file.name);
    const common = commonHeader(file.bytes, name.length);
    const local = joined([words(4, 0x04034b50), common, name, file.bytes]);
    directory.push(
      joined([
        words(4, 0x02014b50),
        words(2, VERSION),
        common,
        words(2, 0, 0, 0), // comment, disk, internal attributes
        words(4, 0, offset), // external attributes, place of the local header
        name,
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const central = joined(directory);
  const end = joined([
    words(4, 0x06054b50),
    words(2, 0, 0, files.length, files.length),
    words(4, central.length, offset),
    words(2, 0),
  ]);
  return joined([...parts, central, end]);
}

const VERSION = 20;
const UTF8_NAMES = 0x0800;
const FIRST_DAY = 0x0021; // 1 January 1980: the archive does not say when it was made

function commonHeader(bytes: Uint8Array, nameLength: number): Uint8Array<ArrayBuffer> {
  return joined([
    words(2, VERSION, UTF8_NAMES, 0, 0, FIRST_DAY),
    words(4, crc32(bytes), bytes.length, bytes.length),
    words(2, nameLength, 0),
  ]);
}

/** Little-endian numbers of 2 or 4 bytes. */
function words(size: 2 | 4, ...values: readonly number[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(values.length * size);
  const view = new DataView(bytes.buffer);
  for (const [index, value] of values.entries()) {
    if (size === 2) view.setUint16(index * 2, value, true);
    else view.setUint32(index * 4, value, true);
  }
  return bytes;
}

function joined(parts: readonly Uint8Array<ArrayBuffer>[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

const TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

function crc32(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ (TABLE[(crc ^ byte) & 0xff] ?? 0);
  return (crc ^ 0xffffffff) >>> 0;
}
