/**
 * What no provider can do without, on a bare `node:http` server: `POST /plain` answers, `POST /verify` verifies one ES256 signature, `POST /verify-sign`
 * also makes one. `node floor-server.ts <port>`; `GET /cpu` answers the CPU so far.
 */
import { generateKeyPairSync, sign, verify } from 'node:crypto';
import { createServer } from 'node:http';
import { bodyOf } from '../body.ts';

const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const es256 = { dsaEncoding: 'ieee-p1363' } as const;
const signed = (payload: string): string =>
  `${payload}.${sign('sha256', Buffer.from(payload), { key: privateKey, ...es256 }).toString('base64url')}`;

createServer(async (request, response) => {
  if (request.url === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  if (request.url === '/memory') return void response.end(String(process.memoryUsage.rss()));
  if (request.url === '/plain') return void response.end('{}');
  if (request.url === '/token') return void response.end(signed('header.payload'));
  const token = (await bodyOf(request)).toString();
  const at = token.lastIndexOf('.');
  const signature = Buffer.from(token.slice(at + 1), 'base64url');
  if (!verify('sha256', Buffer.from(token.slice(0, at)), { key: publicKey, ...es256 }, signature))
    return void response.writeHead(403).end();
  response.end(request.url === '/verify' ? '{"active":true}' : signed(`header.${Date.now()}`));
}).listen(Number(process.argv[2]), '127.0.0.1', () => process.send?.('ready'));
