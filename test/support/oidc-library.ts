import { type CryptoKey, exportJWK, generateKeyPair, type JWK } from 'jose';
import * as client from 'openid-client';
import type { SignInView } from '../../lambdas/contracts/sign-in.ts';
import type { Client } from '../../lambdas/domain/client/client.ts';
import type { TestBrowser } from './http.ts';
import { CALLBACK } from './relying-party.ts';
import type { PersonWithPhone, SignInService } from './sign-in.ts';

/** Where a sign-in ended at the relying party: what its callback receives, as a library wants it. */
export interface Arrival {
  /** GET with the answer in the query, or POST with the form (`form_post`). */
  readonly request: Request;
  readonly url: URL;
  /** The parameters, wherever they were. */
  readonly parameters: URLSearchParams;
  /** How the person got there: `phone`, `consent`, or nothing of both (single sign-on). */
  readonly steps: readonly ('phone' | 'consent')[];
}

/** A person at a computer, phone in hand, who completes whatever authorization URL a relying party's library built. */
export interface Desk {
  readonly browser: TestBrowser;
  readonly person: PersonWithPhone;
  go(url: URL | string, decision?: 'allow' | 'deny'): Promise<Arrival>;
  /** The request as a form (OIDC Core §3.1.2.1). */
  post(url: URL): Promise<Arrival>;
}

/** One browser with its cookies, and the person's phone. */
export function deskOf(service: SignInService, person: PersonWithPhone): Desk {
  const browser = service.browser();
  const arrive = async (to: string, decision: 'allow' | 'deny'): Promise<Arrival> => {
    const steps: Arrival['steps'][number][] = [];
    const back = isPage(service, to) ? await answerPage(browser, to, person, decision, steps) : to;
    return { ...(await callbackOf(service, browser, back)), steps };
  };
  return {
    browser,
    person,
    async go(url, decision = 'allow') {
      const { status, location, text } = await browser.visit(String(url));
      if (location === null) throw new Error(`The provider answered ${status} with a page: ${text}`);
      return await arrive(location, decision);
    },
    async post(url) {
      const { status, headers, body } = await browser.call('POST', url.pathname, url.search.slice(1), {
        'content-type': 'application/x-www-form-urlencoded',
      });
      const location = headers.get('location');
      if (location === null)
        throw new Error(`The provider answered ${status} with a page: ${JSON.stringify(body)}`);
      return await arrive(location, 'allow');
    },
  };
}

const isPage = (service: SignInService, to: string): boolean => to.startsWith(`${service.issuer}/sign-in/`);

/** Answers the sign-in page until it leads back: number, approval by PIN, consent. */
async function answerPage(
  browser: TestBrowser,
  page: string,
  person: PersonWithPhone,
  decision: 'allow' | 'deny',
  steps: ('phone' | 'consent')[],
): Promise<string> {
  const path = `/api${new URL(page).pathname}`;
  let view = await step(browser, 'GET', path);
  if (view.state === 'phone') {
    steps.push('phone');
    await step(browser, 'POST', `${path}/phone`, { phone: person.identity.phone_number });
    await approveOnPhone(person);
    view = await step(browser, 'GET', path);
  }
  if (view.state === 'consent') {
    steps.push('consent');
    view = await step(browser, 'POST', `${path}/consent`, { decision });
  }
  if (view.redirectTo === undefined) throw new Error(`The page does not lead back: ${JSON.stringify(view)}`);
  return view.redirectTo;
}

async function step(browser: TestBrowser, method: string, path: string, body?: object): Promise<SignInView> {
  const answer = await browser.call<SignInView>(method, path, body);
  if (answer.status !== 200)
    throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
  return answer.body;
}

/** The one approval that waits on the phone, answered. */
export async function approveOnPhone(
  person: PersonWithPhone,
  decision: 'approve' | 'refuse' = 'approve',
): Promise<void> {
  const [approval] = await person.phone.approvals();
  if (approval === undefined) throw new Error('The phone was not asked.');
  const decided = await person.phone.decide(approval, decision, person.pin);
  if (decided.status !== 200) throw new Error(JSON.stringify(decided.body));
}

/** Follows our own answer page where there is one (JARM, form_post), and gives what the callback receives. */
async function callbackOf(
  service: SignInService,
  browser: TestBrowser,
  back: string,
): Promise<Omit<Arrival, 'steps'>> {
  if (!back.startsWith(`${service.issuer}/`)) return received(new URL(back));
  const { location, text } = await browser.visit(back);
  if (location !== null) return received(new URL(location));
  return submitted(text);
}

const received = (url: URL): Omit<Arrival, 'steps'> => ({
  request: new Request(url),
  url,
  parameters: url.searchParams,
});

/** OAuth 2.0 Form Post Response Mode §2: what the browser sends of the self-submitting form. */
function submitted(html: string): Omit<Arrival, 'steps'> {
  const action = /<form[^>]*\baction="([^"]*)"/i.exec(html)?.[1];
  if (action === undefined) throw new Error(`Neither a redirect nor a form: ${html}`);
  if (!/<form[^>]*\bmethod="post"/i.test(html)) throw new Error(`The form is not posted: ${html}`);
  const parameters = new URLSearchParams();
  for (const [input] of html.matchAll(/<input\b[^>]*>/gi)) {
    const name = /\bname="([^"]*)"/i.exec(input)?.[1];
    if (name !== undefined) parameters.set(name, plain(/\bvalue="([^"]*)"/i.exec(input)?.[1] ?? ''));
  }
  const url = new URL(plain(action));
  return { request: new Request(url, { method: 'POST', body: parameters }), url, parameters };
}

const NAMED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"' };
const plain = (html: string): string =>
  html
    .replace(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)))
    .replace(/&(amp|lt|gt|quot);/g, (_, name: string) => NAMED[name] ?? '');

/** A key of a relying party: the private half for its library, the public JWK for its registration. */
export interface PartyKey {
  readonly key: CryptoKey;
  readonly kid: string;
  readonly jwk: JWK;
}

export async function partyKey(alg: string, kid = 'rp-key', use: 'sig' | 'enc' = 'sig'): Promise<PartyKey> {
  const { privateKey, publicKey } = await generateKeyPair(alg, { extractable: true });
  return { key: privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid, alg, use } };
}

/** A client that authenticates by `private_key_jwt` ES256, registered, and openid-client configured for it. */
export async function registeredByKey(
  service: SignInService,
  metadata: Partial<Client> & { readonly client_id: string },
  /** What the library must be told besides the client's id. */
  told: Partial<client.ClientMetadata> = {},
): Promise<{ config: client.Configuration; key: PartyKey; registered: Client }> {
  const key = await partyKey('ES256');
  const registered = await service.register({
    token_endpoint_auth_method: 'private_key_jwt',
    ...metadata,
    jwks: { keys: [key.jwk, ...(metadata.jwks?.keys ?? [])] },
  });
  const byKey = client.PrivateKeyJwt({ key: key.key, kid: key.kid });
  return { config: await discover(service, registered, byKey, told), key, registered };
}

/** openid-client configured by discovery alone, as its users do. */
export const discover = (
  service: SignInService,
  registered: Pick<Client, 'client_id'>,
  authentication: client.ClientAuth,
  metadata: Partial<client.ClientMetadata> = {},
): Promise<client.Configuration> =>
  client.discovery(new URL(service.issuer), registered.client_id, metadata, authentication, {
    execute: [client.allowInsecureRequests],
  });

/** A request with PKCE, state and nonce as openid-client's documentation writes it, and the checks for its answer. */
export async function preparedRequest(
  parameters: Readonly<Record<string, string>> = {},
): Promise<{ parameters: Record<string, string>; checks: client.AuthorizationCodeGrantChecks }> {
  const pkceCodeVerifier = client.randomPKCECodeVerifier();
  const [expectedState, expectedNonce] = [client.randomState(), client.randomNonce()];
  return {
    parameters: {
      redirect_uri: CALLBACK,
      scope: 'openid profile',
      state: expectedState,
      nonce: expectedNonce,
      code_challenge: await client.calculatePKCECodeChallenge(pkceCodeVerifier),
      code_challenge_method: 'S256',
      ...parameters,
    },
    checks: { pkceCodeVerifier, expectedState, expectedNonce, idTokenExpected: true },
  };
}

/** The whole code flow through openid-client. */
export async function signInWith(
  config: client.Configuration,
  desk: Desk,
  parameters: Readonly<Record<string, string>> = {},
  options: client.AuthorizationCodeGrantOptions = {},
): Promise<client.TokenEndpointResponse & client.TokenEndpointResponseHelpers> {
  const prepared = await preparedRequest(parameters);
  const { request } = await desk.go(client.buildAuthorizationUrl(config, prepared.parameters));
  return await client.authorizationCodeGrant(config, request, prepared.checks, undefined, options);
}

/** The registered error code of a call that a library reported as refused, in the body or in a challenge. */
export const refusalOf = (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'nothing was refused',
    (error) => error.error ?? error.cause?.[0]?.parameters?.error ?? error,
  );
