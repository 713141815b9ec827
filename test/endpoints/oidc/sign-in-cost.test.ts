import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { randomness } from '../../../lambdas/shell/randomness.ts';
import { countUnits, type Units } from '../../support/capacity.ts';
import { CALLBACK, callsOf, openPage, postToken, VERIFIER } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let key: KeyObject;
beforeAll(async () => {
  service = await startSignInService();
  const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  key = pair.privateKey;
  const jwk = { ...pair.publicKey.export({ format: 'jwk' }), kid: 'rp-key', alg: 'ES256' };
  await service.register({
    client_id: 'rp',
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
    default_acr_values: ['eidas2'],
  });
  service.advance(0); // the clock stands: nothing that is remembered runs out while calls are counted
  await wholeSignIn(await service.personWithPhone()); // keys, secrets and the client are read once
});
afterAll(() => service.stop());

/** What each side of one sign-in costs in AWS calls, by operation. */
async function wholeSignIn(person: PersonWithPhone, units: Units = { write: 0, read: 0 }) {
  let page: Awaited<ReturnType<typeof openPage>> | undefined;
  let [code, accessToken] = ['', ''];
  const step = (story: () => Promise<unknown>) => callsOf(service, story);
  const authorize = await step(async () => {
    page = await openPage(service);
  });
  const show = await step(async () => page?.show());
  const ask = await step(async () => page?.post('phone', { phone: person.identity.phone_number }));
  const asked = { ...units };
  const phone = await step(async () => {
    const [approval] = await person.phone.approvals();
    if (approval !== undefined) await person.phone.decide(approval, 'approve', person.pin);
  });
  const spent: Units = { write: units.write - asked.write, read: units.read - asked.read };
  const poll = await step(async () => expect((await page?.show())?.state).toBe('consent'));
  const consent = await step(async () => {
    const answered = await page?.post('consent', { decision: 'allow' });
    code = new URL(answered?.body.redirectTo ?? '').searchParams.get('code') ?? '';
  });
  const token = await step(async () => {
    accessToken = (await postToken(service, await exchange(code))).body.access_token ?? '';
  });
  const userinfo = await step(async () => {
    const headers = { authorization: `Bearer ${accessToken}` };
    expect((await fetch(`${service.issuer}/oauth/userinfo`, { headers })).status).toBe(200);
  });
  return { authorize, show, ask, phone, spent, poll, consent, token, userinfo };
}

async function exchange(code: string): Promise<URLSearchParams> {
  const assertion = await new SignJWT({ jti: randomness.id() })
    .setProtectedHeader({ alg: 'ES256', kid: 'rp-key' })
    .setIssuer('rp')
    .setSubject('rp')
    .setAudience(service.issuer)
    .setIssuedAt()
    .setExpirationTime('1m')
    .sign(key);
  return new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: CALLBACK,
    code_verifier: VERIFIER,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
  });
}

const dynamoCalls = (...steps: readonly Record<string, number>[]): number =>
  steps
    .flatMap((step) => Object.entries(step))
    .filter(([name]) => name.startsWith('DynamoDB.'))
    .reduce((sum, [, n]) => sum + n, 0);

describe('AWS calls of a complete sign-in', () => {
  it('B3: the computer and the relying party: eleven calls of DynamoDB (at most 14 were the goal), step by step', async () => {
    const steps = await wholeSignIn(await service.personWithPhone());
    const { authorize, show, ask, poll, consent, token, userinfo } = steps;
    expect({ authorize, show, ask, poll, consent }).toEqual({
      authorize: {},
      show: {},
      ask: {
        'DynamoDB.UpdateItem': 1, // the address's count
        'DynamoDB.GetItem': 1, // whose number
        'DynamoDB.PutItem': 1, // the question
        'AmazonSQS.SendMessage': 1,
      },
      poll: { 'DynamoDB.BatchGetItem': 1 },
      consent: {
        'DynamoDB.BatchGetItem': 1, // approval and account
        'DynamoDB.UpdateItem': 1, // consent
        'DynamoDB.PutItem': 1, // grant, which carries what history and audit trail will say
      },
    });
    expect(dynamoCalls(authorize, show, ask, poll, consent, token, userinfo)).toBe(11);
  });

  it('B3: the computer and the relying party: at most 8 write and 8 read units', async () => {
    const person = await service.personWithPhone();
    const units = countUnits();
    const { spent } = await wholeSignIn(person, units);
    vi.unstubAllGlobals();
    expect(spent).toEqual({ write: 4, read: 6.5 }); // the phone's
    expect({ write: units.write - spent.write, read: units.read - spent.read }).toEqual({
      write: 6,
      read: 7.5,
    });
  });

  it('B3: the phone: list and decision, each PIN exactly counted', async () => {
    const { phone } = await wholeSignIn(await service.personWithPhone());
    expect(phone).toEqual({
      'DynamoDB.BatchGetItem': 2, // list: device, account and PIN; decision: device, account and approval
      'DynamoDB.Query': 1,
      'DynamoDB.PutItem': 1, // proof used
      'DynamoDB.UpdateItem': 3, // PIN attempt, forgiven, decision
      'KMS.VerifyMac': 1,
    });
  });
});
