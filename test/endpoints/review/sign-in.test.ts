import { QueryCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { kmsShortSecretHash } from '../../../lambdas/adapters/aws/kms-short-secret-hash.ts';
import { DEFAULT_REVIEW } from '../../../lambdas/contracts/settings.ts';
import { hashOperatorPassword } from '../../../lambdas/domain/operator/password.ts';
import { listCases } from '../../../lambdas/endpoints/review/list-cases.ts';
import { showSession } from '../../../lambdas/endpoints/review/show-session.ts';
import { signOut } from '../../../lambdas/endpoints/review/sign-out.ts';
import { refusalOf, requestOf } from '../../support/enrolment.ts';
import { asOperator, later, NOW, PASSWORD, startReview } from '../../support/review.ts';

const { aws, deps, tryPassword, signedIn } = await startReview();
afterAll(() => aws.stop());

describe('operators', () => {
  it('X3: sign in with user name and password, for an hour, by an HttpOnly cookie', async () => {
    const response = await tryPassword('alice', PASSWORD);
    expect(response.body).toMatchObject({
      username: 'alice',
      roles: ['reviewer'],
      expiresAt: later(3600).toISOString(),
    });
    expect(response.cookies?.[0]).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it('X3: unknown, wrong, disabled and locked are answered alike', async () => {
    const answers = [
      await refusalOf(tryPassword('nobody', PASSWORD)),
      await refusalOf(tryPassword('alice', 'wrong')),
      await refusalOf(tryPassword('retired', PASSWORD)),
    ];
    for (let count = 0; count < 6; count++) answers.push(await refusalOf(tryPassword('locked', 'wrong')));
    answers.push(await refusalOf(tryPassword('locked', PASSWORD)));
    const shapes = answers.map(({ kind, code, message, details }) =>
      JSON.stringify({ kind, code, message, details }),
    );
    expect(new Set(shapes).size).toBe(1);
    await tryPassword('alice', PASSWORD);
  });

  it('X3: the lock ends after its time', async () => {
    await expect(tryPassword('locked', PASSWORD, later(1000))).resolves.toMatchObject({ status: 201 });
  });

  it('X2: five wrong passwords lock, exactly, also when fifty come at once', async () => {
    const tries = Array.from({ length: 50 }, () => deps.operators.countTry('crowd', DEFAULT_REVIEW, NOW));
    expect((await Promise.all(tries)).filter((mayTry) => mayTry)).toHaveLength(5);
    expect((await refusalOf(tryPassword('crowd', PASSWORD))).code).toBe('sign-in-refused');
  });

  it('X3: a right password forgives the wrong ones before it', async () => {
    for (let round = 0; round < 3; round++) {
      for (let count = 0; count < 4; count++) await refusalOf(tryPassword('bruno', 'wrong'));
      await expect(tryPassword('bruno', PASSWORD)).resolves.toMatchObject({ status: 201 });
    }
  });

  it('X3: the table alone gives no way to test a password', async () => {
    const { Items = [] } = await dynamo().send(
      new QueryCommand({
        TableName: 'operators',
        KeyConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': { S: 'alice' } },
      }),
    );
    const { password } = fromItem<{ password: { salt: string; mac: string } }>(Items[0] ?? {});
    const otherKey = kmsShortSecretHash('one-time-codes');
    const guess = await hashOperatorPassword(
      'alice',
      PASSWORD,
      Buffer.from(password.salt, 'base64'),
      otherKey,
    );
    expect(guess.mac).not.toBe(password.mac);
  });

  it('X3: a session ends after 15 idle minutes, after an hour, and on signing out', async () => {
    const session = await signedIn('idle');
    const see = (at: Date) => showSession(asOperator(session, undefined, { now: at }), deps);
    await see(later(14 * 60));
    await see(later(28 * 60));
    expect((await refusalOf(see(later(28 * 60 + 901)))).code).toBe('operator-session-over');
    const busy = await signedIn('idle');
    for (const minute of [14, 28, 42, 56]) {
      await showSession(asOperator(busy, undefined, { now: later(minute * 60) }), deps);
    }
    const overtime = showSession(asOperator(busy, undefined, { now: later(3600) }), deps);
    expect((await refusalOf(overtime)).code).toBe('operator-session-over');
    const leaving = await signedIn('idle');
    await signOut(asOperator(leaving), deps);
    expect((await refusalOf(showSession(asOperator(leaving), deps))).code).toBe('operator-session-over');
  });

  it('X3: without the role of reviewer nothing is shown', async () => {
    const session = await signedIn('clerk');
    expect(await refusalOf(listCases(asOperator(session), deps))).toMatchObject({
      kind: 'forbidden',
      code: 'role-missing',
    });
    expect((await refusalOf(listCases(requestOf(undefined, { now: NOW }), deps))).kind).toBe(
      'unauthenticated',
    );
  });
});
