import { randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import * as client from 'openid-client';
import { homePage, LOGO, privacyPage, problemPage, welcomePage } from './pages.ts';
import { DEMO_CLIENT_ID } from './registration.ts';

export interface DemoRelyingParty {
  readonly url: string;
  stop(): Promise<void>;
}

interface Visit {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  idToken?: string;
}

const COOKIE = 'demo-tax-service';
const VISITS_KEPT = 1000;

/** A relying party as an integrator would write one: openid-client, code flow, PKCE, `private_key_jwt`. */
export async function startDemoRelyingParty(options: {
  readonly port: number;
  readonly issuer: string;
  readonly key: client.CryptoKey;
}): Promise<DemoRelyingParty> {
  const url = `http://127.0.0.1:${options.port}`;
  const visits = new Map<string, Visit>();
  let discovered: Promise<client.Configuration> | undefined;
  const configuration = (): Promise<client.Configuration> => {
    discovered ??= client
      .discovery(new URL(options.issuer), DEMO_CLIENT_ID, {}, client.PrivateKeyJwt(options.key), {
        execute: [client.allowInsecureRequests], // plain http is for the loopback address only
      })
      .catch((error: unknown) => {
        discovered = undefined;
        throw error;
      });
    return discovered;
  };

  const login = async (request: URL, response: ServerResponse): Promise<void> => {
    const config = await configuration();
    const visit: Visit = {
      state: client.randomState(),
      nonce: client.randomNonce(),
      verifier: client.randomPKCECodeVerifier(),
    };
    const id = randomBytes(16).toString('hex');
    if (visits.size >= VISITS_KEPT) visits.delete(visits.keys().next().value ?? '');
    visits.set(id, visit);
    const acr = request.searchParams.get('acr');
    const location = client.buildAuthorizationUrl(config, {
      redirect_uri: `${url}/callback`,
      scope: 'openid profile email birth',
      state: visit.state,
      nonce: visit.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(visit.verifier),
      code_challenge_method: 'S256',
      ...(acr && { acr_values: acr }),
    });
    response.setHeader('set-cookie', `${COOKIE}=${id}; Path=/; HttpOnly; SameSite=Lax`);
    redirect(response, location.href);
  };

  const callback = async (
    request: URL,
    visit: Visit | undefined,
    response: ServerResponse,
  ): Promise<void> => {
    if (visit === undefined)
      return sendPage(response, 400, problemPage('no_session', 'Start again from the home page.'));
    const config = await configuration();
    const tokens = await client.authorizationCodeGrant(config, request, {
      expectedState: visit.state,
      expectedNonce: visit.nonce,
      pkceCodeVerifier: visit.verifier,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (claims === undefined || tokens.id_token === undefined) throw new Error('no ID token');
    const userinfo = await client.fetchUserInfo(config, tokens.access_token, claims.sub);
    visit.idToken = tokens.id_token;
    sendPage(response, 200, welcomePage(userinfo, claims));
  };

  const logout = async (visit: Visit | undefined, response: ServerResponse): Promise<void> => {
    if (visit?.idToken === undefined) return redirect(response, '/');
    const location = client.buildEndSessionUrl(await configuration(), {
      id_token_hint: visit.idToken,
      post_logout_redirect_uri: `${url}/`,
    });
    redirect(response, location.href);
  };

  const server = createServer((request, response) => {
    const target = new URL(request.url ?? '/', url);
    const visit = visits.get(cookieOf(request) ?? '');
    const answer = async (): Promise<void> => {
      if (target.pathname === '/') return sendPage(response, 200, homePage());
      if (target.pathname === '/logo.svg') return sendLogo(response);
      if (target.pathname === '/privacy') return sendPage(response, 200, privacyPage());
      if (target.pathname === '/login') return await login(target, response);
      if (target.pathname === '/callback') return await callback(target, visit, response);
      if (target.pathname === '/logout') return await logout(visit, response);
      sendPage(response, 404, problemPage('not_found', 'There is no such page.'));
    };
    answer().catch((error: unknown) => sendPage(response, 400, problemPage(...problemOf(error))));
  });
  await listen(server, options.port);
  return { url, stop: () => close(server) };
}

function problemOf(error: unknown): [string, string] {
  if (error instanceof client.AuthorizationResponseError) return [error.error, error.error_description ?? ''];
  if (error instanceof client.ResponseBodyError) return [error.error, error.error_description ?? ''];
  return ['sign_in_failed', error instanceof Error ? error.message : ''];
}

function cookieOf(request: IncomingMessage): string | undefined {
  const cookies = (request.headers.cookie ?? '').split(';').map((cookie) => cookie.trim().split('='));
  return cookies.find(([name]) => name === COOKIE)?.[1];
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(303, { location, 'cache-control': 'no-store' }).end();
}

function sendPage(response: ServerResponse, status: number, html: string): void {
  response
    .writeHead(status, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' })
    .end(html);
}

function sendLogo(response: ServerResponse): void {
  response
    .writeHead(200, { 'content-type': 'image/svg+xml', 'cross-origin-resource-policy': 'cross-origin' })
    .end(LOGO);
}

const listen = (server: Server, port: number): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });

const close = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.closeAllConnections();
    server.close(() => resolve());
  });
