import { randomBytes } from 'node:crypto';
import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import type { VerificationChallenge } from '../../../lambdas/contracts/signature-verification.ts';
import { hashSecret } from '../../../lambdas/domain/secret-hash.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { makeCms } from '../../support/handmade-cms.ts';
import { DOCUMENT, ecKey, signingWorld } from '../../support/signed-files.ts';
import {
  SETTINGS,
  solve,
  type VerificationService,
  verificationService,
} from '../../support/verification-service.ts';

const now = new Date();
const world = await signingWorld(now);
const key = ecKey();
const holder = await world.holder(
  { notBefore: new Date(+now - 86_400_000), notAfter: new Date(+now + 86_400_000) },
  key,
);
const attached = (await makeCms({ certificate: holder.der, key, content: DOCUMENT })).toString('base64');

let aws: TestAws;
let service: VerificationService;
beforeAll(async () => {
  aws = await startAws(['verification-challenges', 'send-quotas']);
  service = verificationService(world.verifier);
});
afterAll(() => aws.stop());

const PATH = '/api/verification';

describe('the challenge (D4)', () => {
  const what = { mode: 'attached', signature: attached };
  const challenge = async (sourceIp?: string) =>
    service.call<VerificationChallenge>(`${PATH}/challenge`, undefined, sourceIp);

  it('D4: is given to anybody, with its end', async () => {
    const { status, body } = await challenge();
    expect(status).toBe(201);
    expect(body).toMatchObject({ bits: 8, challenge: expect.stringMatching(/^[\w-]{43}$/) });
    const seconds = (Date.parse(body.expiresAt) - Date.now()) / 1000;
    expect(seconds).toBeGreaterThan(SETTINGS.challengeSeconds - 5);
  });

  it('D4: a wrong solution, or that of another challenge, is refused and does not use it up', async () => {
    const [one, other] = [await service.work(), (await challenge()).body];
    const wrong = firstWrong(other);
    const refused = await service.call(PATH, { ...what, challenge: other.challenge, solution: wrong });
    expect(refused).toMatchObject({ status: 422, body: { code: 'challenge-unsolved' } });
    const swapped = {
      ...what,
      challenge: one.challenge,
      solution: firstWrong({ ...other, challenge: one.challenge }),
    };
    expect((await service.call(PATH, swapped)).status).toBe(422);
    const solved = { ...what, challenge: other.challenge, solution: solve(other) };
    expect((await service.call(PATH, solved)).status).toBe(200);
  });

  it('D4: serves once', async () => {
    const work = await service.work();
    expect((await service.call(PATH, { ...what, ...work })).status).toBe(200);
    expect(await service.call(PATH, { ...what, ...work })).toMatchObject({
      status: 410,
      body: { code: 'challenge-used' },
    });
  });

  it('D4: of twenty who bring the same at once, one is served', async () => {
    const work = await service.work();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => service.call(PATH, { ...what, ...work })),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 410)).toHaveLength(19);
  });

  it('D4: expires, also while the table still holds it', async () => {
    const work = await service.work();
    const id = hashSecret(work.challenge);
    await dynamo().send(
      new PutItemCommand({
        TableName: 'verification-challenges',
        Item: toItem({ id, expiresAt: Math.floor(Date.now() / 1000) - 1 }),
      }),
    );
    expect(await service.call(PATH, { ...what, ...work })).toMatchObject({
      status: 410,
      body: { code: 'challenge-expired' },
    });
    await dynamo().send(
      new DeleteItemCommand({ TableName: 'verification-challenges', Key: { id: { S: id } } }),
    );
  });

  it('D4: one that was never given here is refused, however much work is in it', async () => {
    const made = randomBytes(32).toString('base64url');
    const work = { challenge: made, solution: solve({ challenge: made, bits: 8 }) };
    expect(await service.call(PATH, { ...what, ...work })).toMatchObject({
      status: 410,
      body: { code: 'challenge-used' },
    });
  });

  it('D4: one address gets so many in an hour', async () => {
    const limit = SETTINGS.challengesPerAddress.limit;
    const answers = await Promise.all(Array.from({ length: limit + 5 }, () => challenge('198.51.100.7')));
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(5);
    expect((await challenge('198.51.100.8')).status).toBe(201);
  });
});

/** A number that is no solution. */
function firstWrong({ challenge, bits }: VerificationChallenge): string {
  const right = Number(solve({ challenge, bits }));
  return right === 0 ? 'none' : '0';
}
