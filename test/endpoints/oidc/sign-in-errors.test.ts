import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoClientErrorLog } from '../../../lambdas/adapters/aws/dynamo-client-errors.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { approve, openPage, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
let person: PersonWithPhone;
beforeAll(async () => {
  service = await startSignInService();
  person = await service.personWithPhone();
});
afterAll(() => service.stop());

/** A page of a client of its own, and that client's log. */
async function pageOf(client_id: string, changes: Readonly<Record<string, string>> = {}) {
  await service.register({ client_id, client_secret_hash: hashSecret(SECRET) });
  const page = await openPage(service, { client_id, ...changes });
  const log = async () => {
    const errors = await dynamoClientErrorLog('client-errors').of(client_id, new Date());
    return errors.map(({ endpoint, code, sentence }) => [endpoint, code, sentence]);
  };
  return { page, log };
}

/** RFC 6749 §4.1.2.1: what goes back to the relying party from the page is in its log as well, in the same words. */
describe('errors that arise on the sign-in page', () => {
  it('B12: the person cancels', async () => {
    const { page, log } = await pageOf('cancelled');
    await page.post('cancel');
    expect(await log()).toEqual([['sign-in page', 'access_denied', 'The person cancelled the sign-in.']]);
  });

  it('B12: the person refuses on the phone', async () => {
    const { page, log } = await pageOf('refused');
    await page.post('phone', { phone: person.identity.phone_number });
    expect(await log()).toEqual([]);
    const [approval] = await person.phone.approvals();
    if (approval === undefined) throw new Error('The phone was not asked.');
    await person.phone.decide(approval, 'refuse');
    const { redirectTo } = await page.show();
    expect(await log()).toEqual([
      ['sign-in page', 'access_denied', new URL(redirectTo ?? '').searchParams.get('error_description')],
    ]);
  });

  it('B12: the person sends nothing', async () => {
    const { page, log } = await pageOf('kept-back');
    await approve(page, person);
    await page.post('consent', { decision: 'deny' });
    expect(await log()).toEqual([['sign-in page', 'access_denied', 'The person chose to send nothing.']]);
  });

  it('B12: nobody signs in in time', async () => {
    const { page, log } = await pageOf('late');
    service.advance(601);
    expect((await page.show()).state).toBe('expired');
    expect(await log()).toEqual([['sign-in page', 'access_denied', 'The person did not sign in in time.']]);
    service.advance(-601);
  });

  it('B12: D1: the person does not reach the level; a sign-in that succeeds leaves no line', async () => {
    const low = await service.personWithPhone({ level: 'low' });
    const { page, log } = await pageOf('level', { acr_values: 'eidas2' });
    await approve(page, low);
    expect((await page.show()).state).toBe('finished');
    expect(await log()).toMatchObject([
      ['sign-in page', 'unmet_authentication_requirements', expect.anything()],
    ]);
    const good = await pageOf('good');
    await approve(good.page, person);
    await good.page.post('consent', { decision: 'allow' });
    expect(await good.log()).toEqual([]);
  });

  it('B12: of a person nothing is in it: no number, no account', async () => {
    const { page, log } = await pageOf('private');
    await approve(page, person);
    await page.post('consent', { decision: 'deny' });
    const text = JSON.stringify(await log());
    for (const secret of [person.identity.phone_number, person.account.id, person.identity.family_name])
      expect(text).not.toContain(secret);
  });
});
