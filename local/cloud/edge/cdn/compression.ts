import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { EdgeAnswer } from '../http.ts';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** CloudFront compresses between these sizes, and only what its list of types names. */
const SMALLEST_BYTES = 1000;
const LARGEST_BYTES = 10_000_000;
const COMPRESSIBLE =
  /^(text\/|application\/(javascript|json|xml|wasm|manifest\+json)|image\/svg\+xml|font\/(ttf|otf))/;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const KEPT = 200;

/** Compresses answers as the viewer accepts; what has an entity tag is compressed once and kept. */
export function createCompression() {
  const kept = new Map<string, Buffer>();
  return async (acceptEncoding: string | undefined, answer: EdgeAnswer): Promise<EdgeAnswer> => {
    const encoding = /\bbr\b/.test(acceptEncoding ?? '')
      ? 'br'
      : /\bgzip\b/.test(acceptEncoding ?? '')
        ? 'gzip'
        : '';
    const { body, headers } = answer;
    if (encoding === '' || body.length < SMALLEST_BYTES || body.length > LARGEST_BYTES) return answer;
    if (headers['content-encoding'] !== undefined || !COMPRESSIBLE.test(String(headers['content-type'])))
      return answer;
    const name = headers.etag === undefined ? undefined : `${encoding} ${headers.etag}`;
    const known = name === undefined ? undefined : kept.get(name);
    const compressed = known ?? (encoding === 'br' ? await toBrotli(body, BROTLI) : await toGzip(body));
    if (name !== undefined && known === undefined && kept.size < KEPT) kept.set(name, compressed);
    return {
      ...answer,
      headers: { ...headers, 'content-encoding': encoding, vary: 'accept-encoding' },
      body: compressed,
    };
  };
}
