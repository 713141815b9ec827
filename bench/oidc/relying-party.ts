import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

/** Paths of a provider under its origin, which is its issuer. */
export interface Endpoints {
  readonly authorize: string;
  readonly token: string;
  readonly userinfo: string;
  readonly introspect: string;
  readonly jwks: string;
}

/** A request on its way, with what its answer is held against. */
export interface Asked {
  readonly url: string;
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export interface Tokens {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
}

/**
 * A relying party with a key of its own (`private_key_jwt`, ES256) and PKCE. Whatever a provider leaves out or gets wrong (issuer,
 * audience, nonce, signature, expiry, state, subject, claims) is an error, so that no provider is fast by leaving something out.
 */
export interface RelyingParty {
  ask(more?: Readonly<Record<string, string>>): Asked;
  /** The code in the address the browser was sent back to. */
  codeOf(asked: Asked, location: string): string;
  redeem(asked: Asked, code: string): Promise<Tokens>;
  /** The person's claims, which must be of the subject of the ID token. */
  userinfo(tokens: Tokens): Promise<void>;
  introspect(token: string): Promise<void>;
  refresh(token: string): Promise<Tokens>;
}

export const CLIENT_ID = 'bench';
const CALLBACK = 'https://rp.example/callback';
const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const secret = (): string => randomBytes(32).toString('base64url');

/** RFC 7591 metadata, the same for every provider. */
export const REGISTRATION = {
  client_id: CLIENT_ID,
  client_name: 'Benchmark',
  redirect_uris: [CALLBACK],
  response_types: ['code'],
  grant_types: ['authorization_code', 'refresh_token'],
  token_endpoint_auth_method: 'private_key_jwt',
  token_endpoint_auth_signing_alg: 'ES256',
  id_token_signed_response_alg: 'ES256',
  subject_type: 'pairwise',
  jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid: 'bench' }] },
} as const;

export async function openRelyingParty(issuer: string, endpoints: Endpoints): Promise<RelyingParty> {
  const keySet = (await (await fetch(issuer + endpoints.jwks)).json()) as JSONWebKeySet;
  const keys = createLocalJWKSet(keySet);

  const post = async <T>(path: string, parameters: Record<string, string>): Promise<T> => {
    const authentication = { client_assertion_type: ASSERTION_TYPE, client_assertion: assertion(issuer) };
    const body = new URLSearchParams({ ...parameters, client_id: CLIENT_ID, ...authentication });
    return await good<T>(await fetch(issuer + path, { method: 'POST', body }));
  };

  const verified = async (tokens: Tokens, nonce?: string): Promise<Tokens> => {
    const { payload } = await jwtVerify(tokens.id_token, keys, {
      issuer,
      audience: CLIENT_ID,
      algorithms: ['ES256'],
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    if (nonce !== undefined && payload.nonce !== nonce) throw new Error('The nonce is not ours.');
    if (!tokens.access_token) throw new Error('There is no access token.');
    return tokens;
  };

  return {
    ask(more = {}) {
      const [verifier, state, nonce] = [secret(), secret(), secret()];
      const query = new URLSearchParams({
        client_id: CLIENT_ID,
        redirect_uri: CALLBACK,
        response_type: 'code',
        scope: 'openid profile',
        state,
        nonce,
        code_challenge: createHash('sha256').update(verifier).digest('base64url'),
        code_challenge_method: 'S256',
        ...more,
      });
      return { url: `${issuer}${endpoints.authorize}?${query}`, state, nonce, verifier };
    },
    codeOf({ state }, location) {
      const answer = new URL(location);
      const { code, error, iss, state: returned } = Object.fromEntries(answer.searchParams);
      if (!location.startsWith(CALLBACK) || code === undefined)
        throw new Error(`No code: ${error ?? location}`);
      if (returned !== state || iss !== issuer) throw new Error('state or iss is not ours.');
      return code;
    },
    redeem: async ({ verifier, nonce }, code) =>
      await verified(
        await post<Tokens>(endpoints.token, {
          grant_type: 'authorization_code',
          code,
          redirect_uri: CALLBACK,
          code_verifier: verifier,
        }),
        nonce,
      ),
    async userinfo({ access_token, id_token }) {
      const headers = { authorization: `Bearer ${access_token}` };
      const claims = await good<Claims>(await fetch(issuer + endpoints.userinfo, { headers }));
      if (claims.sub !== subjectOf(id_token)) throw new Error('userinfo speaks of somebody else.');
      if (!claims.given_name || !claims.family_name) throw new Error('userinfo leaves the name out.');
    },
    async introspect(token) {
      const { active, client_id } = await post<Introspection>(endpoints.introspect, { token });
      if (active !== true || client_id !== CLIENT_ID) throw new Error('The token counts as inactive.');
    },
    refresh: async (token) =>
      await verified(
        await post<Tokens>(endpoints.token, { grant_type: 'refresh_token', refresh_token: token }),
      ),
  };
}

interface Claims {
  readonly sub: string;
  readonly given_name?: string;
  readonly family_name?: string;
}
interface Introspection {
  readonly active: boolean;
  readonly client_id?: string;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
const subjectOf = (jwt: string): unknown =>
  (JSON.parse(Buffer.from(jwt.split('.')[1] ?? '', 'base64url').toString()) as { sub?: string }).sub;

function assertion(audience: string): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = { iss: CLIENT_ID, sub: CLIENT_ID, aud: audience, jti: secret(), iat: now, exp: now + 60 };
  const input = `${encode({ alg: 'ES256', kid: 'bench' })}.${encode(claims)}`;
  const signature = sign('sha256', Buffer.from(input), { key: privateKey, dsaEncoding: 'ieee-p1363' });
  return `${input}.${signature.toString('base64url')}`;
}

async function good<T>(response: Response): Promise<T> {
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.url}: ${response.status} ${text.slice(0, 300)}`);
  return JSON.parse(text) as T;
}
