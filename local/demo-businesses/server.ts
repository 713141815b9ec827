import { createHash, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { CompactSign, type CryptoKey, compactVerify, decodeProtectedHeader, type JWK } from 'jose';
import { demoKey } from '../demo-relying-party/registration.ts';
import { DEMO_BUSINESSES } from './directory.ts';

const LONGEST_NOTICE = 65_536;

export interface DemoBusinesses {
  /** Rows for `npm run businesses -- import`. */
  readonly entries: readonly object[];
  stop(): Promise<void>;
}

/** Businesses as their own systems would be: they verify a notice, change the address once, and sign a receipt. */
export async function startDemoBusinesses(options: {
  readonly port: number;
  readonly issuer: string;
  /** File of the key with which all of them sign, here. */
  readonly keyFile: string;
}): Promise<DemoBusinesses> {
  const { key, publicJwk } = await demoKey(options.keyFile);
  const receipts = new Map<string, string>();
  const server = createServer((request, response) => {
    answer(request, response, { key, receipts, issuer: options.issuer }).catch(() => refuse(response, 500));
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(options.port, '127.0.0.1', listening);
  });
  return {
    entries: DEMO_BUSINESSES.map((business) => entryOf(business, options.port, publicJwk)),
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped());
        server.closeAllConnections();
      }),
  };
}

const entryOf = (business: { readonly id: string }, port: number, receiptKey: JWK): object => ({
  ...business,
  endpoint: `http://127.0.0.1:${port}/${business.id}`,
  receiptKey,
});

interface Books {
  readonly key: CryptoKey;
  readonly issuer: string;
  /** By `jti`: a notice that comes again gets the same receipt and changes nothing. */
  readonly receipts: Map<string, string>;
}

async function answer(request: IncomingMessage, response: ServerResponse, books: Books): Promise<void> {
  const id = (request.url ?? '').slice(1);
  if (request.method !== 'POST' || !DEMO_BUSINESSES.some((business) => business.id === id)) {
    return refuse(response, 404);
  }
  const jws = await bodyOf(request);
  const notice = await verifiedNotice(jws, id, books.issuer);
  if (notice === undefined) return refuse(response, 400);
  const receipt = books.receipts.get(notice.jti) ?? (await signReceipt(id, notice.jti, jws, books.key));
  books.receipts.set(notice.jti, receipt);
  response.writeHead(200, { 'content-type': 'application/jwt' }).end(receipt);
}

/** The signature by the certificate in the notice, and that certificate by the authority that Guichet publishes. */
async function verifiedNotice(
  jws: string,
  business: string,
  issuer: string,
): Promise<{ readonly jti: string } | undefined> {
  try {
    const [leaf, authority] = (decodeProtectedHeader(jws).x5c ?? []).map(
      (der) => new X509Certificate(Buffer.from(der, 'base64')),
    );
    const root = new X509Certificate(await published(`${issuer}/pki/root.cer`));
    const chained = leaf && authority && leaf.verify(authority.publicKey) && authority.verify(root.publicKey);
    if (!chained) return undefined;
    const { payload } = await compactVerify(jws, leaf.publicKey, { algorithms: ['ES256'] });
    const notice = JSON.parse(new TextDecoder().decode(payload)) as Record<string, unknown>;
    const meant = notice.iss === issuer && notice.aud === business && typeof notice.jti === 'string';
    return meant ? { jti: notice.jti as string } : undefined;
  } catch {
    return undefined;
  }
}

async function published(url: string): Promise<Buffer> {
  return Buffer.from(await (await fetch(url)).arrayBuffer());
}

function signReceipt(business: string, jti: string, notice: string, key: CryptoKey): Promise<string> {
  const receipt = {
    iss: business,
    sub: jti,
    notice_digest: createHash('sha256').update(notice).digest('base64url'),
    outcome: 'accepted',
  };
  return new CompactSign(new TextEncoder().encode(JSON.stringify(receipt)))
    .setProtectedHeader({ alg: 'ES256', typ: 'address-change-receipt+jwt' })
    .sign(key);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request) {
    body += String(part);
    if (body.length > LONGEST_NOTICE) throw new Error('too long');
  }
  return body;
}

const refuse = (response: ServerResponse, status: number): void => {
  response.writeHead(status).end();
};
