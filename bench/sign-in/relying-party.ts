import { createHash, randomBytes } from 'node:crypto';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  type JSONWebKeySet,
  type JWK,
  jwtVerify,
  SignJWT,
} from 'jose';
import { type Answer, testBrowser } from '../../test/support/http.ts';
import type { SignedUp } from './people.ts';

/** A relying party with a key of its own (`private_key_jwt`, ES256). */
export interface RelyingParty {
  /** RFC 7591 metadata, for the registration. */
  readonly registration: Readonly<Record<string, unknown>>;
  /** One whole sign-in as browser, phone and relying party make it; the ID token is verified. */
  signIn(person: SignedUp): Promise<void>;
}

/** HTTP requests of one sign-in; a page that waits asks more often. */
export const REQUESTS_PER_SIGN_IN = 8;

const CLIENT_ID = 'bench';
const CALLBACK = 'https://rp.example/callback';
const secret = (): string => randomBytes(32).toString('base64url');

/** @param now the clock of the provider, in milliseconds */
export async function openRelyingParty(origin: string, now: () => number): Promise<RelyingParty> {
  const { privateKey, publicKey } = await generateKeyPair('ES256');
  const jwk: JWK = { ...(await exportJWK(publicKey)), alg: 'ES256', use: 'sig' };
  const kid = await calculateJwkThumbprint(jwk);
  let keys: ReturnType<typeof createLocalJWKSet> | undefined;

  async function assertion(): Promise<string> {
    const issuedAt = Math.floor(now() / 1000);
    return await new SignJWT({ jti: secret() })
      .setProtectedHeader({ alg: 'ES256', kid })
      .setIssuer(CLIENT_ID)
      .setSubject(CLIENT_ID)
      .setAudience(origin)
      .setIssuedAt(issuedAt)
      .setExpirationTime(issuedAt + 60)
      .sign(privateKey);
  }

  async function verify(idToken: string, nonce: string): Promise<string> {
    keys ??= createLocalJWKSet((await (await fetch(`${origin}/oauth/jwks`)).json()) as JSONWebKeySet);
    const expected = { issuer: origin, audience: CLIENT_ID, currentDate: new Date(now()) };
    const { payload } = await jwtVerify(idToken, keys, expected);
    if (payload.nonce !== nonce || payload.sub === undefined) throw new Error('The ID token is not ours.');
    return payload.sub;
  }

  async function redeem(code: string, verifier: string): Promise<TokenResponse> {
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: verifier,
      client_id: CLIENT_ID,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: await assertion(),
    });
    return await good(fetch(`${origin}/oauth/token`, { method: 'POST', body }));
  }

  return {
    registration: {
      client_id: CLIENT_ID,
      client_name: 'Benchmark',
      redirect_uris: [CALLBACK],
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...jwk, kid }] },
      id_token_signed_response_alg: 'ES256',
      scope: 'openid profile email phone birth',
      profile: 'standard',
      status: 'active',
    },
    async signIn(person) {
      const [verifier, nonce] = [secret(), secret()];
      const code = await codeFor(origin, person, verifier, nonce);
      const tokens = await redeem(code, verifier);
      const subject = await verify(tokens.id_token, nonce);
      const headers = { authorization: `Bearer ${tokens.access_token}` };
      const claims = await good<{ sub: string }>(fetch(`${origin}/oauth/userinfo`, { headers }));
      if (claims.sub !== subject) throw new Error('userinfo speaks of somebody else.');
    },
  };
}

interface TokenResponse {
  readonly id_token: string;
  readonly access_token: string;
}

/** The browser's and the phone's part: from the authorization request to the code. */
async function codeFor(origin: string, person: SignedUp, verifier: string, nonce: string): Promise<string> {
  const browser = testBrowser(origin);
  const { location, text } = await browser.visit(authorizationUrl(origin, verifier, nonce));
  if (location === null) throw new Error(`authorize: ${text.slice(0, 200)}`);
  const path = `/api${new URL(location, origin).pathname}`;
  const { bindingNumber } = await ok(browser.call('POST', `${path}/phone`, { phone: person.phoneNumber }));
  const waiting = await person.phone.approvals();
  const approval = waiting.find((each) => each.bindingNumber === bindingNumber);
  if (approval === undefined) throw new Error('The phone was not asked.');
  await ok(person.phone.decide(approval, 'approve', person.pin));
  await ok(browser.call('GET', path));
  const { redirectTo } = await ok(browser.call('POST', `${path}/consent`, { decision: 'allow' }));
  return new URL(String(redirectTo)).searchParams.get('code') ?? '';
}

function authorizationUrl(origin: string, verifier: string, nonce: string): string {
  const query = new URLSearchParams({
    client_id: CLIENT_ID,
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid profile',
    state: secret(),
    nonce,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  });
  return `${origin}/oauth/authorize?${query}`;
}

async function ok(call: Promise<Answer>): Promise<Record<string, unknown>> {
  const { status, body } = await call;
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}

async function good<T>(call: Promise<Response>): Promise<T> {
  const response = await call;
  if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  return (await response.json()) as T;
}
