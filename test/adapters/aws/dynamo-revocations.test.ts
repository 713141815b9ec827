import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoRevocations } from '../../../lambdas/adapters/aws/dynamo-revocations.ts';
import type { RevocationEntry } from '../../../lambdas/domain/certificate/certificate-record.ts';
import type { Revocation } from '../../../lambdas/domain/revocation/revocations.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { randomSerial } from '../../support/pki.ts';

let aws: TestAws;
beforeAll(async () => {
  aws = await startAws(['revocations']);
});
afterAll(() => aws.stop());

async function keep(partition: string, holder = 'account-1'): Promise<RevocationEntry> {
  const entry = {
    partition,
    serial: randomSerial(),
    kind: 'signature',
    holder,
    reason: 'superseded',
    revokedAt: '2026-11-22T10:00:00.500Z',
  } as const;
  await dynamo().send(new PutItemCommand({ TableName: 'revocations', Item: toItem(entry) }));
  return entry;
}

describe('revocations of a partition', () => {
  it('C6: all of it and nothing of another', async () => {
    const kept = [await keep('seal/1'), await keep('seal/1')];
    await keep('seal/10');
    await keep('signature/1');
    const found = await dynamoRevocations('revocations').ofPartition('seal/1');
    const said = kept.map(({ serial, reason, revokedAt }) => ({ serial, reason, revokedAt })); // and no holder
    expect([...found].sort(bySerial)).toEqual(said.sort(bySerial));
    expect(await dynamoRevocations('revocations').ofPartition('seal/2')).toEqual([]);
  });

  it('C6: also when it does not fit into one answer of DynamoDB (1 MB)', async () => {
    const long = 'x'.repeat(20_000);
    for (let batch = 0; batch < 10; batch++)
      await Promise.all(Array.from({ length: 12 }, () => keep('seal/3', long)));
    aws.calls.clear();
    const found = await dynamoRevocations('revocations').ofPartition('seal/3');
    expect(found).toHaveLength(120);
    expect(aws.calls.get('DynamoDB.Query')).toBeGreaterThan(1);
  });
});

const bySerial = (one: Revocation, other: Revocation): number => one.serial.localeCompare(other.serial);
