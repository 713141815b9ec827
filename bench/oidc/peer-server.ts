/**
 * oidc-provider 9 in a process of its own: `node peer-server.ts <memory|dynamodb> <client as JSON> <port>`. Only what a sign-in
 * needs is on. Its people log in with a form (number and PIN, one HMAC as cheap as it can be) and consent with another;
 * neither takes a second person's device. `GET /cpu` and `GET /memory` answer the cost of this process so far.
 */
import { createHmac, generateKeyPairSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import Provider from 'oidc-provider';
import { bodyOf } from '../body.ts';
import { DynamoAdapter } from './peer-adapter.ts';

const [stores, clientJson = '{}', port] = process.argv.slice(2);
const issuer = `http://127.0.0.1:${port}`;
const pinKey = randomBytes(32);
const mac = (value: string): Buffer => createHmac('sha256', pinKey).update(value).digest();
const kept = mac('4831');
const pairwise = randomBytes(32);
const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });

const IDENTITY = {
  given_name: 'Maëlys Gaëlle Marie',
  family_name: 'MARTIN',
  birthdate: '1990-07-13',
  gender: 'female',
};

const provider = new Provider(issuer, {
  ...(stores === 'dynamodb' && { adapter: DynamoAdapter }),
  clients: [JSON.parse(clientJson)],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'peer' }] },
  cookies: { keys: [randomBytes(32).toString('base64url')] },
  scopes: ['openid', 'offline_access', 'profile'],
  claims: { openid: ['sub'], profile: Object.keys(IDENTITY) },
  subjectTypes: ['pairwise'],
  pairwiseIdentifier: (_context: unknown, accountId: string, client: { sectorIdentifier: string }) =>
    createHmac('sha256', pairwise).update(`${client.sectorIdentifier}|${accountId}`).digest('base64url'),
  findAccount: (_context: unknown, accountId: string) => ({
    accountId,
    claims: () => ({ sub: accountId, ...IDENTITY }),
  }),
  features: {
    devInteractions: { enabled: false },
    introspection: { enabled: true, allowedPolicy: () => true },
    revocation: { enabled: true },
  },
  enabledJWA: { idTokenSigningAlgValues: ['ES256'], clientAuthSigningAlgValues: ['ES256'] },
  clientAuthMethods: ['private_key_jwt'],
  interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  issueRefreshToken: (_context: unknown, _client: unknown, code: { scopes: Set<string> }) =>
    code.scopes.has('offline_access'),
  rotateRefreshToken: true,
  ttl: {
    AccessToken: 300,
    AuthorizationCode: 60,
    IdToken: 300,
    Interaction: 600,
    Session: 28_800,
    Grant: 7_776_000,
    RefreshToken: 7_776_000,
  },
});
provider.on('server_error', (_context, error) => console.error(error));
const oidc = provider.callback();

createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? '/', issuer);
  if (pathname === '/cpu') return void response.end(JSON.stringify(process.cpuUsage()));
  if (pathname === '/memory') return void response.end(String(process.memoryUsage.rss()));
  if (!pathname.startsWith('/interaction/')) return void oidc(request, response);
  if (request.method === 'GET') await show(request, response);
  else if (pathname.endsWith('/login')) await logIn(request, response);
  else await consent(request, response);
}).listen(Number(port), '127.0.0.1', () => process.send?.('ready'));

async function show(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { uid, prompt } = await provider.interactionDetails(request, response);
  const action = prompt.name === 'login' ? 'login' : 'consent';
  response
    .writeHead(200, { 'content-type': 'text/html' })
    .end(
      `<!doctype html><form method="post" action="/interaction/${uid}/${action}"><button>Go on</button></form>`,
    );
}

async function logIn(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = new URLSearchParams((await bodyOf(request)).toString());
  if (!timingSafeEqual(mac(form.get('pin') ?? ''), kept)) return void response.writeHead(403).end();
  await goOn(request, response, { login: { accountId: form.get('phone') ?? '' } });
}

async function consent(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  const made = { accountId: session?.accountId ?? '', clientId: params.client_id ?? '' };
  const grant = (grantId && (await provider.Grant.find(grantId))) || new provider.Grant(made);
  const { missingOIDCScope, missingOIDCClaims } = prompt.details;
  if (missingOIDCScope) grant.addOIDCScope(missingOIDCScope.join(' '));
  if (missingOIDCClaims) grant.addOIDCClaims(missingOIDCClaims);
  await goOn(request, response, { consent: { grantId: await grant.save() } });
}

async function goOn(request: IncomingMessage, response: ServerResponse, result: object): Promise<void> {
  const mergeWithLastSubmission = 'consent' in result;
  const location = await provider.interactionResult(request, response, result, { mergeWithLastSubmission });
  response.writeHead(303, { location }).end();
}
