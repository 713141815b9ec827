import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Template } from '../../template/resource.ts';
import type { EdgeAnswer } from '../http.ts';
import type { Behaviour } from './behaviour.ts';

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

/** CloudFront compresses between these sizes, and only what its list of types names. */
const SMALLEST_BYTES = 1000;
const LARGEST_BYTES = 10_000_000;
const COMPRESSIBLE =
  /^(text\/|application\/(javascript|json|xml|wasm|manifest\+json)|image\/svg\+xml|font\/(ttf|otf))/;

const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const KEPT = 200;

/** Managed cache policies that accept compressed objects. */
const ACCEPTING = [
  '658327ea-f89d-4fab-a63d-7e88639e58f6',
  '83da9c7e-98b4-4e11-a168-04f0df8e2c65',
  '4cc15a8a-d715-48a4-82b8-cc0b614638fe',
];

/** `Compress` works only where the cache policy accepts encodings; behind "caching disabled" nothing is compressed. */
export function createCompressionChoice(template: Template): (behaviour: Behaviour) => boolean {
  const accepting = new Set(ACCEPTING);
  for (const { physicalId, properties } of template.resources('AWS::CloudFront::CachePolicy')) {
    const { ParametersInCacheKeyAndForwardedToOrigin } = properties.CachePolicyConfig as Record<
      string,
      unknown
    >;
    const { EnableAcceptEncodingGzip } = ParametersInCacheKeyAndForwardedToOrigin as Record<string, unknown>;
    if (EnableAcceptEncodingGzip === true) accepting.add(physicalId);
  }
  return ({ Compress, CachePolicyId = '' }) => Compress === true && accepting.has(CachePolicyId);
}

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
