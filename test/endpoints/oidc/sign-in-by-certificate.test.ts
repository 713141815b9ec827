import * as client from 'openid-client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import { CERTIFICATE_ACR } from '../../../lambdas/domain/acr/acr.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { certifyPhone } from '../../support/certificate-record.ts';
import { openPage, type Page, SECRET } from '../../support/relying-party.ts';
import { type PersonWithPhone, type SignInService, startSignInService } from '../../support/sign-in.ts';

let service: SignInService;
beforeAll(async () => {
  service = await startSignInService();
  const client_secret_hash = hashSecret(SECRET);
  await service.register({ client_id: 'rp', client_secret_hash });
});
afterAll(() => service.stop());

const asking = { acr_values: CERTIFICATE_ACR };

/** The page asked for the number; what the phone is shown. */
async function asked(person: PersonWithPhone, changes: Record<string, string> = asking) {
  const page = await openPage(service, changes);
  await page.post('phone', { phone: person.identity.phone_number });
  const [approval] = await person.phone.approvals();
  if (approval === undefined) throw new Error('The phone was not asked.');
  return { page, approval: approval as typeof approval & { certificate?: string } };
}

const errorOf = async (page: Page): Promise<string | null> => {
  const { redirectTo } = await page.show();
  return new URL(redirectTo ?? '').searchParams.get('error');
};

const suspend = (certificate: CertificateRecord) =>
  dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' }).end({
    certificate,
    reason: 'certificateHold',
    at: new Date(),
  });

describe('sign-in by AUTHENTICATION certificate', () => {
  it('C1: openid-client gets an ID token with that acr, and with amr pop pin mfa swk', async () => {
    const person = await service.personWithPhone();
    await certifyPhone(person.phone);
    const config = await client.discovery(
      new URL(service.issuer),
      'rp',
      { client_secret: SECRET },
      client.ClientSecretPost(SECRET),
      { execute: [client.allowInsecureRequests] },
    );
    expect(config.serverMetadata().acr_values_supported).toContain(CERTIFICATE_ACR);
    const verifier = client.randomPKCECodeVerifier();
    const [state, nonce] = [client.randomState(), client.randomNonce()];
    const { page, approval } = await asked(person, {
      ...asking,
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
    });
    expect(approval.certificate).toBe('good');
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(200);
    const { body } = await page.post('consent', { decision: 'allow' });
    const tokens = await client.authorizationCodeGrant(config, new URL(body.redirectTo ?? ''), {
      pkceCodeVerifier: verifier,
      expectedState: state,
      expectedNonce: nonce,
      idTokenExpected: true,
    });
    expect(tokens.claims()).toMatchObject({ acr: CERTIFICATE_ACR, amr: ['pop', 'pin', 'mfa', 'swk'] });
  });

  it.each([
    ['none', undefined],
    ['suspended', { status: 'suspended' }],
    ['revoked', { status: 'revoked' }],
    ['expired', { notAfter: '2020-01-01T00:00:00.000Z' }],
  ] as const)(
    'C1: a phone whose certificate is %s is told so, and cannot approve',
    async (state, changes) => {
      const person = await service.personWithPhone();
      if (changes !== undefined) await certifyPhone(person.phone, changes);
      const { page, approval } = await asked(person);
      expect(approval.certificate).toBe(state);
      const { status, body } = await person.phone.decide(approval, 'approve', person.pin);
      expect([status, body.code]).toEqual([403, `authentication-certificate-${state}`]);
      expect(body.next).toContain('apply-for-certificate');
      expect((await page.show()).state).toBe('waiting');
    },
  );

  it('C1: a phone without a certificate can refuse', async () => {
    const person = await service.personWithPhone();
    const { page, approval } = await asked(person);
    expect((await person.phone.decide(approval, 'refuse')).status).toBe(200);
    expect(await errorOf(page)).toBe('access_denied');
  });

  it('C1: applied for while the computer waits, the certificate serves the same request', async () => {
    const person = await service.personWithPhone();
    const { page, approval } = await asked(person);
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(403);
    await certifyPhone(person.phone);
    expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(200);
    expect((await page.show()).state).toBe('consent');
  });

  it('C5: suspended between approval and consent, it vouches for nothing', async () => {
    const person = await service.personWithPhone();
    const certificate = await certifyPhone(person.phone);
    const { page, approval } = await asked(person);
    await person.phone.decide(approval, 'approve', person.pin);
    await suspend(certificate);
    expect(await errorOf(page)).toBe('unmet_authentication_requirements');
    const { body } = await page.post('consent', { decision: 'allow' });
    expect(new URL(body.redirectTo ?? '').searchParams.get('code')).toBeNull();
  });

  it('B6: a request for eidas2 needs no certificate and is answered as before, with or without one', async () => {
    const person = await service.personWithPhone();
    for (const round of ['without', 'with']) {
      if (round === 'with') await certifyPhone(person.phone);
      const { page, approval } = await asked(person, { acr_values: 'eidas2' });
      expect(approval.certificate).toBeUndefined();
      expect((await person.phone.decide(approval, 'approve', person.pin)).status).toBe(200);
      expect((await page.show()).state).toBe('consent');
    }
  });

  it('B6: of eidas2 and the certificate, the easier one will do; of eidas3 and the certificate, the certificate', async () => {
    const person = await service.personWithPhone();
    const easy = await asked(person, { acr_values: `${CERTIFICATE_ACR} eidas2` });
    expect(easy.approval.certificate).toBeUndefined();
    await person.phone.decide(easy.approval, 'refuse');
    const hard = await asked(person, { acr_values: `eidas3 ${CERTIFICATE_ACR}` });
    expect(hard.approval.certificate).toBe('none');
  });

  it('B6: demanded as an essential claim, the certificate is needed whatever acr_values says', async () => {
    const person = await service.personWithPhone();
    const claims = JSON.stringify({ id_token: { acr: { essential: true, values: [CERTIFICATE_ACR] } } });
    const { approval } = await asked(person, { acr_values: 'eidas1', claims });
    expect(approval.certificate).toBe('none');
  });
});
