/**
 * The cryptography that no sign-in can do without, on a bare HTTP server: per request one ES256 signature verified, one PIN
 * checked by HMAC and one ES256 signature made. `node floor-server.ts <port>`; `GET /cpu` answers the CPU so far.
 */
import { createHmac, generateKeyPairSync, randomBytes, sign, timingSafeEqual, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { toDerSignature, toRawSignature } from '../../lambdas/domain/asn1/ecdsa-signature.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const pinKey = randomBytes(32);
const mac = (pin: string): Buffer => createHmac('sha256', pinKey).update(pin).digest();
const kept = mac('4831');
/** Signatures come and go in JOSE's form; that Node is given DER and the bare key halves what they cost it. */
const joseForm = (der: Uint8Array): Buffer => Buffer.from(toRawSignature(der, 32) ?? []);
const signed = (text: string): string =>
  `${text}.${joseForm(sign('sha256', Buffer.from(text), privateKey)).toString('base64url')}`;

createServer(async (request, response) => {
  if (request.url === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  if (request.url === '/token') return void response.end(signed('header.payload'));
  const { token, pin } = JSON.parse((await buffer(request)).toString()) as { token: string; pin: string };
  const at = token.lastIndexOf('.');
  const signature = toDerSignature(Buffer.from(token.slice(at + 1), 'base64url'));
  const authentic = verify('sha256', Buffer.from(token.slice(0, at)), publicKey, signature);
  if (!authentic || !timingSafeEqual(mac(pin), kept)) return void response.writeHead(403).end();
  response.end(signed(`header.${Date.now()}`));
}).listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
