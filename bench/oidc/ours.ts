import { type Answer, type TestBrowser, testBrowser } from '../../test/support/http.ts';
import type { Reach } from '../sign-in/function-bundles.ts';
import { startHandlers } from '../sign-in/handlers.ts';
import { type SignedUp, signUp } from '../sign-in/people.ts';
import { type Asked, openRelyingParty, REGISTRATION } from './relying-party.ts';
import type { Subject, Visitor } from './subject.ts';

const ENDPOINTS = {
  authorize: '/oauth/authorize',
  token: '/oauth/token',
  userinfo: '/oauth/userinfo',
  introspect: '/oauth/introspect',
  jwks: '/oauth/jwks',
};

const NAMES: Readonly<Record<Reach, string>> = {
  sdk: 'Guichet, DynamoDB through the AWS SDK',
  deployed: 'Guichet, DynamoDB through the small client',
  memory: 'Guichet, stores in memory',
};

/** The function handlers of a sign-in behind a bare HTTP server. */
export async function startOurs(
  reach: Reach,
  people: number,
  mode: 'wrapped' | 'direct' = 'wrapped',
): Promise<Subject> {
  const handlers = await startHandlers(reach, { mode });
  const registration = {
    ...REGISTRATION,
    scope: 'openid profile offline_access',
    profile: 'standard',
    status: 'active',
    remember_consent: true,
  };
  const signedUp = await signUp(handlers, people, registration);
  return {
    name: NAMES[reach] + (mode === 'direct' ? ', each token signed by KMS' : ''),
    server: handlers.server,
    gateway: handlers.gateway,
    relyingParty: await openRelyingParty(handlers.origin, ENDPOINTS),
    visitors: signedUp.map((person) => visitor(handlers.origin, person)),
    againParameters: { acr_values: 'eidas1' },
    stop: handlers.stop,
  };
}

function visitor(origin: string, person: SignedUp): Visitor {
  let browser: TestBrowser | undefined;
  return {
    async signIn(asked, onSide = async () => {}) {
      browser = testBrowser(origin);
      const path = await openPage(browser, asked);
      const { bindingNumber } = await ok(
        browser.call('POST', `${path}/phone`, { phone: person.phoneNumber }),
      );
      await onSide('phone');
      await approve(person, String(bindingNumber));
      await onSide('browser and relying party');
      return await consent(browser, path);
    },
    async comeAgain(asked) {
      if (browser === undefined) return undefined;
      const { location } = await browser.visit(asked.url);
      const answer = new URL(location ?? '', origin);
      return answer.origin === origin ? undefined : answer.href;
    },
  };
}

async function openPage(browser: TestBrowser, { url }: Asked): Promise<string> {
  const { location, text } = await browser.visit(url);
  const page = new URL(location ?? `${browser.origin}/`, browser.origin);
  if (!page.pathname.startsWith('/sign-in/')) throw new Error(`authorize: ${location ?? text.slice(0, 200)}`);
  return `/api${page.pathname}`;
}

/** The phone's part: sees what is asked and approves with device key and PIN. */
async function approve({ phone, pin }: SignedUp, bindingNumber: string): Promise<void> {
  const approval = (await phone.approvals()).find((each) => each.bindingNumber === bindingNumber);
  if (approval === undefined) throw new Error('The phone was not asked.');
  await ok(phone.decide(approval, 'approve', pin));
}

/** The page learns of the approval (its one poll) and the person consents. */
async function consent(browser: TestBrowser, path: string): Promise<string> {
  const shown = await ok(browser.call('GET', path));
  if (shown.redirectTo !== undefined) return String(shown.redirectTo);
  const { redirectTo } = await ok(browser.call('POST', `${path}/consent`, { decision: 'allow' }));
  return String(redirectTo);
}

async function ok(call: Promise<Answer>): Promise<Record<string, unknown>> {
  const { status, body } = await call;
  if (status !== 200) throw new Error(`${status}: ${JSON.stringify(body)}`);
  return body;
}
