import { createHash, generateKeyPairSync, randomUUID, sign } from 'node:crypto';

/** A phone's key for tests that make proofs by hand, right or wrong. */
export interface TestKey {
  readonly jwk: { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string };
  /** A device proof; `header` and `payload` replace members, undefined removes one. */
  proof(method: string, path: string, body: string, header?: object, payload?: object): string;
  jws(header: object, payload: object): string;
}

export function testKey(): TestKey {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const jws = (header: object, payload: object): string => {
    const input = [header, payload]
      .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
      .join('.');
    const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
    return `${input}.${signature.toString('base64url')}`;
  };
  return {
    jwk: { kty: 'EC', crv: 'P-256', x, y },
    jws,
    proof: (method, path, body, header = {}, payload = {}) =>
      jws(
        { alg: 'ES256', typ: 'device-proof+jwt', ...header },
        {
          htm: method,
          htu: path,
          iat: Math.floor(Date.now() / 1000),
          jti: randomUUID(),
          bh: createHash('sha256').update(body).digest('base64url'),
          ...payload,
        },
      ),
  };
}
