/** An answer of HTTP/1.1, and where it ends in the bytes that came. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  readonly end: number;
}

const LONGEST_HEAD_BYTES = 16_384;

/**
 * Reads an answer (RFC 9112) from all bytes that came so far; undefined while more must come. What is none, or does not say how long it
 * is, as AWS's services always do, throws a `ProtocolError`.
 */
export function readAnswer(bytes: Buffer): Answer | undefined {
  const headEnd = bytes.indexOf('\r\n\r\n');
  if (headEnd < 0 && bytes.length <= LONGEST_HEAD_BYTES) return undefined;
  if (headEnd < 0 || headEnd > LONGEST_HEAD_BYTES) return notHttp();
  const [first = '', ...lines] = bytes.toString('latin1', 0, headEnd).split('\r\n');
  const status = Number(/^HTTP\/1\.1 ([2-5]\d\d)(?: |$)/.exec(first)?.[1] ?? notHttp());
  const headers = headersOf(lines);
  const framed = bodyOf(headers, bytes, headEnd + 4);
  return framed && { status, headers, ...framed };
}

/** Of a name that comes twice all values, joined (RFC 9110 §5.2), so that of two lengths none is taken. */
function headersOf(lines: readonly string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = notHttp(), value = ''] = /^([^\s:]+):[ \t]*(.*?)[ \t]*$/.exec(line) ?? [];
    const before = headers[name.toLowerCase()];
    headers[name.toLowerCase()] = before === undefined ? value : `${before}, ${value}`;
  }
  return headers;
}

type Framed = Pick<Answer, 'body' | 'end'>;

/** RFC 9112 §6.3: by its length or in chunks, never both. */
function bodyOf(headers: Answer['headers'], bytes: Buffer, start: number): Framed | undefined {
  const { 'content-length': length, 'transfer-encoding': coding } = headers;
  if (coding?.toLowerCase() === 'chunked' && length === undefined) return unchunked(bytes, start);
  if (coding !== undefined || !/^\d{1,9}$/.test(length ?? '')) return notHttp();
  const end = start + Number(length);
  return bytes.length < end ? undefined : { body: bytes.subarray(start, end), end };
}

/** RFC 9112 §7.1; trailers are passed over. */
function unchunked(bytes: Buffer, start: number): Framed | undefined {
  const chunks: Buffer[] = [];
  for (let at = start; ; ) {
    const lineEnd = bytes.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const [size] = /^[\da-f]{1,7}(?=$|[ \t;])/i.exec(bytes.toString('latin1', at, lineEnd)) ?? [notHttp()];
    const end = lineEnd + 2 + Number.parseInt(size, 16);
    if (end === lineEnd + 2) {
      const last = bytes.indexOf('\r\n\r\n', lineEnd);
      return last < 0 ? undefined : { body: Buffer.concat(chunks), end: last + 4 };
    }
    if (bytes.length < end + 2) return undefined;
    if (bytes.toString('latin1', end, end + 2) !== '\r\n') return notHttp();
    chunks.push(bytes.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}

function notHttp(): never {
  throw Object.assign(new Error('What AWS answered is not HTTP/1.1.'), { name: 'ProtocolError' });
}
