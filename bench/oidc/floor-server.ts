/**
 * What no provider can do without, on a bare `node:http` server: `POST /plain` answers, `POST /verify` verifies one ES256 signature, `POST /verify-sign`
 * also makes one. `node floor-server.ts <port>`; `GET /cpu` answers the CPU so far.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { toDerSignature, toRawSignature } from '../../lambdas/domain/asn1/ecdsa-signature.ts';
import { bodyOf } from '../body.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
/** Signatures come and go in JOSE's form; that Node is given DER and the bare key halves what they cost it. */
const joseForm = (der: Uint8Array): Buffer => Buffer.from(toRawSignature(der, 32) ?? []);
const signed = (payload: string): string =>
  `${payload}.${joseForm(sign('sha256', Buffer.from(payload), privateKey)).toString('base64url')}`;

createServer(async (request, response) => {
  if (request.url === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  if (request.url === '/memory') return void response.end(String(process.memoryUsage.rss()));
  if (request.url === '/plain') return void response.end('{}');
  if (request.url === '/token') return void response.end(signed('header.payload'));
  const token = (await bodyOf(request)).toString();
  const at = token.lastIndexOf('.');
  const signature = toDerSignature(Buffer.from(token.slice(at + 1), 'base64url'));
  if (!verify('sha256', Buffer.from(token.slice(0, at)), publicKey, signature))
    return void response.writeHead(403).end();
  response.end(request.url === '/verify' ? '{"active":true}' : signed(`header.${Date.now()}`));
}).listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
