import { ok } from './citizen.ts';
import type { RunningGuichet } from './guichet.ts';
import { type TestBrowser, testBrowser } from './http.ts';
import type { Phone } from './phone.ts';

export interface SignInPage {
  readonly web: TestBrowser;
  readonly service: TestBrowser;
  readonly id: string;
}

export interface SignInState {
  readonly state: string;
  readonly bindingNumber?: string;
  readonly claims?: readonly string[];
  readonly redirectTo?: string;
}

/** Goes from the demo tax service to the sign-in page. `acr`: the level it asks for. */
export async function arriveFrom(guichet: RunningGuichet, acr?: string): Promise<SignInPage> {
  const service = testBrowser(guichet.relyingParty);
  const web = testBrowser(guichet.origin);
  const login = await service.visit(`${guichet.relyingParty}/login${acr ? `?acr=${acr}` : ''}`);
  const page = await web.visit(login.location ?? '');
  return { web, service, id: page.location?.split('/').at(-1) ?? '' };
}

export const ask = ({ web, id }: SignInPage, phone: string): Promise<SignInState> =>
  ok<SignInState>(web.call('POST', `/api/sign-in/${id}/phone`, { phone }));
export const look = ({ web, id }: SignInPage): Promise<SignInState> =>
  ok<SignInState>(web.call('GET', `/api/sign-in/${id}`));
export const consent = ({ web, id }: SignInPage, decision: 'allow' | 'deny'): Promise<SignInState> =>
  ok<SignInState>(web.call('POST', `/api/sign-in/${id}/consent`, { decision }));

/** What the tax service shows: claims by name, the ID token, or the error. */
export async function returnTo(
  page: SignInPage,
  redirectTo: string,
): Promise<{
  readonly claims: Readonly<Record<string, string>>;
  readonly idToken: Readonly<Record<string, unknown>>;
  readonly error: string | undefined;
}> {
  const { text } = await page.service.visit(redirectTo);
  const claims = [...text.matchAll(/data-claim="(\w+)">([^<]*)</g)].map(([, name = '', value = '']) => [
    name,
    decode(value),
  ]);
  const idToken = /id="id-token">([^<]*)</.exec(text)?.[1];
  return {
    claims: Object.fromEntries(claims),
    idToken: idToken ? JSON.parse(decode(idToken)) : {},
    error: /id="error">([^<]*)</.exec(text)?.[1],
  };
}

const decode = (html: string): string =>
  html.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));

/** The whole sign-in with approval and consent; what the tax service learnt. */
export async function signIn(
  guichet: RunningGuichet,
  who: { phone: Phone; number: string; pin: string },
  acr?: string,
) {
  const page = await arriveFrom(guichet, acr);
  const waiting = await ask(page, who.number);
  const [approval] = await who.phone.approvals();
  if (approval === undefined || approval.bindingNumber !== waiting.bindingNumber)
    throw new Error('The two screens show different numbers.');
  await ok(who.phone.decide(approval, 'approve', who.pin));
  const { redirectTo } = await consent(page, 'allow');
  return await returnTo(page, redirectTo ?? '');
}
