import { AwsError } from '../../service.ts';

/** A body decoded from `Content-Encoding: aws-chunked`, with the trailers after it (names in lower case). */
export interface Decoded {
  readonly bytes: Buffer;
  readonly trailers: Readonly<Record<string, string>>;
}

const LINE_END = '\r\n';
const CHUNK_HEADER = /^([0-9a-f]{1,8})(?:;[^\r\n]*)?$/i;

/** Decodes `<hex size>[;chunk-signature=…]CRLF <bytes> CRLF … 0 CRLF [trailer CRLF …] CRLF`. */
export function decodeAwsChunked(body: Buffer): Decoded {
  const chunks: Buffer[] = [];
  let position = 0;
  for (;;) {
    const end = body.indexOf(LINE_END, position);
    const size = sizeOf(body.subarray(position, end < 0 ? position : end).toString('latin1'));
    position = end + LINE_END.length;
    if (size === 0) break;
    if (position + size > body.length) throw malformed('the body ends inside a chunk');
    chunks.push(body.subarray(position, position + size));
    position += size + LINE_END.length;
  }
  return { bytes: Buffer.concat(chunks), trailers: readTrailers(body.subarray(position).toString('latin1')) };
}

function sizeOf(header: string): number {
  const [, hex] = CHUNK_HEADER.exec(header) ?? [];
  if (hex === undefined) throw malformed('a chunk has no size');
  return Number.parseInt(hex, 16);
}

function readTrailers(text: string): Record<string, string> {
  const trailers: Record<string, string> = {};
  for (const line of text.split(LINE_END)) {
    const colon = line.indexOf(':');
    if (colon > 0) trailers[line.slice(0, colon).trim().toLowerCase()] = line.slice(colon + 1).trim();
  }
  return trailers;
}

function malformed(reason: string): AwsError {
  return new AwsError('IncompleteBody', `The aws-chunked body cannot be decoded: ${reason}.`, 400);
}
