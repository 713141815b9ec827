import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { VerificationAnswer } from '../../../lambdas/contracts/signature-verification.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { makeCms, sha256 } from '../../support/handmade-cms.ts';
import { pem } from '../../support/openssl.ts';
import { DOCUMENT, ecKey, signingWorld } from '../../support/signed-files.ts';
import {
  SETTINGS,
  type VerificationService,
  verificationService,
} from '../../support/verification-service.ts';

const now = new Date();
const world = await signingWorld(now);
const key = ecKey();
const { der: certificate } = await world.holder(
  { notBefore: new Date(+now - 86_400_000), notAfter: new Date(+now + 86_400_000) },
  key,
);
const attached = (await makeCms({ certificate, key, content: DOCUMENT })).toString('base64');
const detached = (await makeCms({ certificate, key, content: DOCUMENT, detached: true })).toString('base64');

let aws: TestAws;
let service: VerificationService;
beforeAll(async () => {
  aws = await startAws(['verification-challenges', 'send-quotas']);
  service = verificationService(world.verifier);
});
afterAll(() => aws.stop());

const PATH = '/api/verification';
type Refused = { code: string; detail: string; status: number };
const verify = async <T = VerificationAnswer>(what: object) =>
  service.call<T>(PATH, { ...(await service.work()), ...what });

describe('the four modes', () => {
  it.each([
    ['attached', { mode: 'attached', signature: attached }],
    ['attached, PEM', { mode: 'attached', signature: pem('CMS', Buffer.from(attached, 'base64')) }],
    [
      'attached, base64url',
      { mode: 'attached', signature: Buffer.from(attached, 'base64').toString('base64url') },
    ],
    ['detached', { mode: 'detached', signature: detached, content: DOCUMENT.toString('base64') }],
    [
      'hash, hex',
      {
        mode: 'hash',
        signature: detached,
        digest: sha256(DOCUMENT).toString('hex').toUpperCase(),
        digestAlgorithm: 'SHA-256',
      },
    ],
    [
      'hash, base64',
      {
        mode: 'hash',
        signature: detached,
        digest: sha256(DOCUMENT).toString('base64'),
        digestAlgorithm: 'SHA-256',
      },
    ],
  ])('D5: %s: confirmed, with owner, validity and issuer', async (_, what) => {
    const { status, body } = await verify(what);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      valid: true,
      sentence: 'The authenticity of the document is confirmed.',
      verifiedBy: 'https://guichet.example',
      signers: [{ certificate: { owner: 'Élodie Specimen', issuedBy: 'Guichet' } }],
    });
    expect(JSON.stringify(body)).not.toContain(DOCUMENT.toString('base64').slice(0, 40));
  });

  it('D5: certificate, PEM and base64 of the file', async () => {
    for (const file of [
      pem('CERTIFICATE', certificate),
      Buffer.from(pem('CERTIFICATE', certificate)).toString('base64'),
    ])
      expect((await verify({ mode: 'certificate', certificate: file })).body).toMatchObject({ valid: true });
  });

  it('D6: what is not confirmed is an answer too, with its reason', async () => {
    const { status, body } = await verify({
      mode: 'detached',
      signature: detached,
      content: Buffer.from('another').toString('base64'),
    });
    expect([status, body.valid, body.failure]).toEqual([200, false, 'altered']);
    expect((await verify({ mode: 'attached', signature: 'no file at all' })).body).toMatchObject({
      failure: 'unreadable',
    });
  });

  it('D5: a request that fits no mode names the fields', async () => {
    const refused = await verify<Refused>({ mode: 'detached', signature: detached });
    expect(refused.status).toBe(400);
    expect(refused.body).toMatchObject({
      code: 'invalid-fields',
      fields: [{ field: 'content', code: 'missing' }],
    });
    expect((await verify<Refused>({ mode: 'pdf', signature: detached })).status).toBe(400);
    const algorithm = { mode: 'hash', signature: detached, digest: '00', digestAlgorithm: 'SHA-1' };
    expect((await verify<Refused>(algorithm)).status).toBe(400);
    expect((await verify<Refused>({ mode: 'detached', signature: detached, content: 'ä' })).status).toBe(400);
  });

  it('D6: a file that is too large is refused with the way out, and the challenge is not used up', async () => {
    const work = await service.work();
    const large = randomBytes(SETTINGS.signatureBytes + 1).toString('base64');
    const refused = await service.call<Refused>(PATH, { ...work, mode: 'attached', signature: large });
    expect(refused).toMatchObject({ status: 413, body: { code: 'signature-too-large' } });
    expect(refused.body.detail).toContain('hash value');
    const again = await service.call(PATH, { ...work, mode: 'attached', signature: attached });
    expect(again.status).toBe(200);
  });

  it('X1: nothing of the document is kept or logged', async () => {
    const log = vi.spyOn(console, 'info');
    const before = new Map(aws.calls);
    const work = await service.work();
    await service.call(PATH, { ...work, mode: 'attached', signature: attached });
    const made = [...aws.calls].filter(([name, count]) => count !== before.get(name)).map(([name]) => name);
    expect(made.sort()).toEqual(['DynamoDB.DeleteItem', 'DynamoDB.PutItem', 'DynamoDB.UpdateItem']);
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
