import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import type {
  CertificateRecord,
  RevocationEntry,
} from '../../../lambdas/domain/certificate/certificate-record.ts';
import { partitionName } from '../../../lambdas/domain/certificate/partition.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { certificateRecord } from '../../support/certificates.ts';

const certificates = dynamoCertificates({ certificates: 'certificates', revocations: 'revocations' });
const AT = new Date('2026-06-01T08:00:00.000Z');
const LATER = new Date('2026-06-02T08:00:00.000Z');
let aws: TestAws;

beforeAll(async () => {
  aws = await startAws(['certificates', 'revocations']);
});
afterAll(() => aws.stop());

async function kept(changes: Partial<CertificateRecord> = {}): Promise<CertificateRecord> {
  const record = certificateRecord(changes);
  await dynamo().send(new PutItemCommand({ TableName: 'certificates', Item: toItem(record) }));
  return record;
}

async function entryOf(record: CertificateRecord): Promise<RevocationEntry | undefined> {
  const Key = { partition: { S: partitionName(record) }, serial: { S: record.id } };
  const { Item } = await dynamo().send(new GetItemCommand({ TableName: 'revocations', Key }));
  return Item && fromItem<RevocationEntry>(Item);
}

describe('certificates in DynamoDB', () => {
  it('C5: ends a certificate and enters it in its CRL partition in one step', async () => {
    const record = await kept();
    expect(await certificates.end({ certificate: record, reason: 'keyCompromise', at: AT })).toBe(true);
    expect(await certificates.find(record.id)).toMatchObject({ status: 'revoked', reason: 'keyCompromise' });
    expect(await entryOf(record)).toEqual({
      partition: partitionName(record),
      serial: record.id,
      kind: 'authentication',
      holder: 'account-1',
      reason: 'keyCompromise',
      revokedAt: AT.toISOString(),
    });
  });

  it('C5: an ended certificate stays ended with its first reason', async () => {
    const record = await kept();
    await certificates.end({ certificate: record, reason: 'affiliationChanged', at: AT });
    expect(await certificates.end({ certificate: record, reason: 'keyCompromise', at: LATER })).toBe(false);
    expect(await certificates.end({ certificate: record, reason: 'certificateHold', at: LATER })).toBe(false);
    expect(await certificates.lift(record, LATER)).toBe(false);
    expect(await entryOf(record)).toMatchObject({
      reason: 'affiliationChanged',
      revokedAt: AT.toISOString(),
    });
  });

  it('C5: of twenty ends at once exactly one takes effect', async () => {
    const record = await kept();
    const ends = Array.from({ length: 20 }, () =>
      certificates.end({ certificate: record, reason: 'cessationOfOperation', at: AT }),
    );
    expect((await Promise.all(ends)).filter(Boolean)).toHaveLength(1);
  });

  it('C5: a lifted suspension leaves the CRL, and the certificate is good', async () => {
    const record = await kept();
    expect(await certificates.end({ certificate: record, reason: 'certificateHold', at: AT })).toBe(true);
    const suspended = await certificates.find(record.id);
    expect(suspended).toMatchObject({ status: 'suspended', suspendedBy: 'counter' });
    if (suspended === undefined) throw new Error('not kept');
    expect(await certificates.end({ certificate: record, reason: 'certificateHold', at: AT })).toBe(false);
    expect(await certificates.lift({ ...suspended, suspendedBy: 'holder' }, LATER)).toBe(false);
    expect(await certificates.lift(suspended, LATER)).toBe(true);
    expect(await entryOf(record)).toBeUndefined();
    const lifted = await certificates.find(record.id);
    expect(lifted).toEqual({ ...record, version: 3 });
    expect(await certificates.lift(record, LATER)).toBe(false);
  });

  it('C5: a suspension that becomes final keeps its date', async () => {
    const record = await kept();
    await certificates.end({ certificate: record, reason: 'certificateHold', at: AT });
    await certificates.end({ certificate: record, reason: 'keyCompromise', at: LATER });
    expect(await entryOf(record)).toMatchObject({ reason: 'keyCompromise', revokedAt: AT.toISOString() });
  });

  it('C5: a certificate that is being issued can be ended but not suspended', async () => {
    const record = await kept({ status: 'issuing' });
    expect(await certificates.end({ certificate: record, reason: 'certificateHold', at: AT })).toBe(false);
    expect(await certificates.end({ certificate: record, reason: 'affiliationChanged', at: AT })).toBe(true);
  });

  it('C1: lists the certificates of a holder, newest first', async () => {
    const older = await kept({ holder: 'account-list', issuedAt: '2025-01-01T00:00:00.000Z' });
    const newer = await kept({ holder: 'account-list', issuedAt: '2026-01-01T00:00:00.000Z' });
    expect((await certificates.of('account-list')).map(({ id }) => id)).toEqual([newer.id, older.id]);
  });

  it('C1: asks the table for nothing that cannot be a serial number', async () => {
    expect(await certificates.find('../etc')).toBeUndefined();
    expect(await certificates.find('ab'.repeat(21))).toBeUndefined();
  });
});
