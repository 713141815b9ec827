/**
 * Businesses in a process of their own: `node businesses.ts <root certificate, base64> <private JWK> <port>`. Each address below `/`
 * is one; all verify a notice up to the root and sign a receipt with the same key.
 */
import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { CompactSign, compactVerify, decodeProtectedHeader, importJWK, type JWK } from 'jose';

const [root = '', jwk = '{}', port = '0'] = process.argv.slice(2);
const anchor = new X509Certificate(Buffer.from(root, 'base64')).publicKey;
const key = await importJWK(JSON.parse(jwk) as JWK, 'ES256');

async function verified(jws: string, business: string): Promise<string> {
  const [leaf, authority] = (decodeProtectedHeader(jws).x5c ?? []).map(
    (der) => new X509Certificate(Buffer.from(der, 'base64')),
  );
  if (!leaf || !authority?.verify(anchor) || !leaf.verify(authority.publicKey)) throw new Error('no path');
  const { payload } = await compactVerify(jws, leaf.publicKey);
  const { aud, jti } = JSON.parse(new TextDecoder().decode(payload)) as { aud: string; jti: string };
  if (aud !== business) throw new Error('not for us');
  return jti;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const business = (request.url ?? '').slice(1);
  const jws = await text(request);
  const receipt = {
    iss: business,
    sub: await verified(jws, business),
    notice_digest: createHash('sha256').update(jws).digest('base64url'),
    outcome: 'accepted',
  };
  const signed = new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)));
  response.end(
    await signed.setProtectedHeader({ alg: 'ES256', typ: 'address-change-receipt+jwt' }).sign(key),
  );
}

const server = createServer((request, response) => {
  if (request.url === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  answer(request, response).catch(() => response.writeHead(400).end());
});
server.listen(Number(port), '127.0.0.1', () => process.send?.('listening'));
