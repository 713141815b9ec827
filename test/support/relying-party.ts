import { createHash, randomBytes } from 'node:crypto';
import type { SignInView } from '../../lambdas/contracts/sign-in.ts';
import type { Answer, TestBrowser } from './http.ts';
import type { PersonWithPhone, SignInService } from './sign-in.ts';

export const VERIFIER = 'v'.repeat(43);
export const CALLBACK = 'https://rp.example/callback';

/** A good authorization request; a member set to undefined is left out. */
export function authorizationParameters(
  changes: Readonly<Record<string, string | undefined>> = {},
): URLSearchParams {
  const parameters: Record<string, string | undefined> = {
    client_id: 'rp',
    redirect_uri: CALLBACK,
    response_type: 'code',
    scope: 'openid profile',
    state: 'a state',
    nonce: 'a-nonce',
    code_challenge: createHash('sha256').update(VERIFIER).digest('base64url'),
    code_challenge_method: 'S256',
    ...changes,
  };
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(parameters)) if (value !== undefined) query.set(name, value);
  return query;
}

/** What `/oauth/authorize` answered: a page of ours, or where it sent the browser. */
export async function authorize(
  service: SignInService,
  parameters: URLSearchParams,
): Promise<{ status: number; location: URL | undefined; text: string }> {
  const { status, location, text } = await service
    .browser()
    .visit(`${service.issuer}/oauth/authorize?${parameters}`);
  return { status, location: location === null ? undefined : new URL(location), text };
}

/** A sign-in page in one browser. */
export interface Page {
  readonly browser: TestBrowser;
  readonly path: string;
  show(): Promise<SignInView>;
  post(
    step: 'phone' | 'text-message' | 'consent' | 'cancel',
    body?: object,
  ): Promise<Answer<SignInView & { code?: string }>>;
}

export const openPage = (
  service: SignInService,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<Page> => openPageAt(service, authorizationParameters(changes));

export async function openPageAt(service: SignInService, parameters: URLSearchParams): Promise<Page> {
  const browser = service.browser();
  const visit = await browser.visit(`${service.issuer}/oauth/authorize?${parameters}`);
  const path = `/api${new URL(visit.location ?? '').pathname}`;
  if (!path.startsWith('/api/sign-in/')) throw new Error(`refused: ${visit.location}`);
  return {
    browser,
    path,
    show: async () => (await browser.call<SignInView>('GET', path)).body,
    post: (step, body) => browser.call('POST', `${path}/${step}`, body),
  };
}

/** The page asked the phone and the person approved there. */
export async function approve(page: Page, person: PersonWithPhone): Promise<void> {
  const asked = await page.post('phone', { phone: person.identity.phone_number });
  if (asked.status !== 200) throw new Error(JSON.stringify(asked.body));
  const [approval] = await person.phone.approvals();
  if (approval === undefined) throw new Error('The phone was not asked.');
  const decided = await person.phone.decide(approval, 'approve', person.pin);
  if (decided.status !== 200) throw new Error(JSON.stringify(decided.body));
}

/** An authorization code, all the way through consent. */
export async function codeFor(
  service: SignInService,
  person: PersonWithPhone,
  changes: Readonly<Record<string, string | undefined>> = {},
): Promise<string> {
  const page = await openPage(service, changes);
  await approve(page, person);
  const { body } = await page.post('consent', { decision: 'allow' });
  return new URL(body.redirectTo ?? '').searchParams.get('code') ?? '';
}

export interface TokenAnswer {
  readonly access_token?: string;
  readonly id_token?: string;
  readonly expires_in?: number;
  readonly scope?: string;
  readonly error?: string;
  readonly error_description?: string;
}

/** Posts a form to the token endpoint; a member set to undefined is left out. */
export async function redeem(
  service: SignInService,
  changes: Readonly<Record<string, string | undefined>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; body: TokenAnswer }> {
  const form: Record<string, string | undefined> = {
    grant_type: 'authorization_code',
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    client_id: 'rp',
    client_secret: SECRET,
    ...changes,
  };
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries(form)) if (value !== undefined) body.set(name, value);
  return await postToken(service, body, headers);
}

export async function postToken(
  service: SignInService,
  body: URLSearchParams | string,
  headers: Readonly<Record<string, string>> = {},
): Promise<{ status: number; headers: Headers; body: TokenAnswer }> {
  const response = await fetch(`${service.issuer}/oauth/token`, { method: 'POST', body, headers });
  return { status: response.status, headers: response.headers, body: (await response.json()) as TokenAnswer };
}

/** The secret of clients that authenticate by one; registered by its hash. */
export const SECRET = randomBytes(24).toString('base64url');

/** How often each AWS operation was called meanwhile. */
export async function callsOf(
  { aws }: SignInService,
  story: () => Promise<unknown>,
): Promise<Record<string, number>> {
  const before = new Map(aws.calls);
  await story();
  const made = [...aws.calls].map(([name, n]) => [name, n - (before.get(name) ?? 0)] as const);
  return Object.fromEntries(made.filter(([, n]) => n !== 0));
}
