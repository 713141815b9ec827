import { createPrivateKey, randomUUID, webcrypto } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import * as client from 'openid-client';

const { ISSUER, SERVICE, KEY_FILE, PORT } = process.env;
const der = createPrivateKey(readFileSync(KEY_FILE)).export({ type: 'pkcs8', format: 'der' });
const curve = { name: 'ECDSA', namedCurve: 'P-256' };
const key = await webcrypto.subtle.importKey('pkcs8', der, curve, false, ['sign']);
const config = await client.discovery(
  new URL(ISSUER),
  'my-service',
  {},
  client.PrivateKeyJwt({ key, kid: 'my-service-2026' }),
  { execute: ISSUER.startsWith('http:') ? [client.allowInsecureRequests] : [] }, // plain http: the laptop only
);
const visits = new Map(); // in a real service: its session store

const pages = {
  async '/login'() {
    const visit = {
      pkceCodeVerifier: client.randomPKCECodeVerifier(),
      expectedState: client.randomState(),
      expectedNonce: client.randomNonce(),
      idTokenExpected: true,
    };
    const id = randomUUID();
    visits.set(id, visit);
    const location = await client.buildAuthorizationUrlWithPAR(config, {
      redirect_uri: `${SERVICE}/callback`,
      scope: 'openid profile email',
      acr_values: 'eidas1', // the level that will do: eidas1 or eidas2
      state: visit.expectedState,
      nonce: visit.expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(visit.pkceCodeVerifier),
      code_challenge_method: 'S256',
    });
    return { location, cookie: `visit=${id}; Path=/; HttpOnly; SameSite=Lax` };
  },

  async '/callback'(url, visitId) {
    const visit = visits.get(visitId);
    if (visit === undefined) return { status: 400, body: { error: 'Start again at /login.' } };
    try {
      const tokens = await client.authorizationCodeGrant(config, url, visit);
      const { sub, acr } = tokens.claims();
      const person = await client.fetchUserInfo(config, tokens.access_token, sub);
      visit.idToken = tokens.id_token;
      return { body: { sub, acr, name: person.family_name, email: person.email } };
    } catch (error) {
      return { status: 403, body: { error: error.error ?? 'server_error' } }; // access_denied: the person refused
    }
  },

  async '/logout'(_url, visitId) {
    const id_token_hint = visits.get(visitId)?.idToken ?? '';
    visits.delete(visitId);
    const parameters = { id_token_hint, post_logout_redirect_uri: `${SERVICE}/` };
    return { location: client.buildEndSessionUrl(config, parameters) };
  },

  async '/'() {
    return { body: { hello: 'Sign in at /login.' } };
  },
};

createServer(async (request, response) => {
  const url = new URL(request.url, SERVICE);
  const visitId = /visit=([\w-]+)/.exec(request.headers.cookie ?? '')?.[1];
  const page = Object.hasOwn(pages, url.pathname) ? pages[url.pathname] : async () => ({ status: 404 });
  const { status = 200, body = {}, location, cookie } = await page(url, visitId);
  if (cookie) response.setHeader('set-cookie', cookie);
  if (location) response.writeHead(303, { location: location.href }).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}).listen(PORT, '127.0.0.1');
