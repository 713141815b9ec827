import { GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, fromItem, toItem } from '../../../lambdas/adapters/aws/dynamo.ts';
import { dynamoCertificateApplications } from '../../../lambdas/adapters/aws/dynamo-certificate-applications.ts';
import { dynamoCertificates } from '../../../lambdas/adapters/aws/dynamo-certificates.ts';
import { dynamoIssuances } from '../../../lambdas/adapters/aws/dynamo-issuances.ts';
import type { CertificateRecord } from '../../../lambdas/domain/certificate/certificate-record.ts';
import type { Organisation } from '../../../lambdas/domain/organisation/organisation.ts';
import { startAws, type TestAws } from '../../support/aws.ts';
import { certificateApplication, certificateRecord } from '../../support/certificates.ts';

const TABLES = {
  certificates: 'certificates',
  revocations: 'revocations',
  applications: 'certificate-applications',
  keys: 'certified-keys',
  organisations: 'organisations',
} as const;
const AT = new Date('2026-06-01T08:00:00.000Z');
const issuances = dynamoIssuances(TABLES);
const certificates = dynamoCertificates(TABLES);
const applications = dynamoCertificateApplications(TABLES.applications);
let aws: TestAws;
let holders = 0;

beforeAll(async () => {
  aws = await startAws(Object.values(TABLES));
});
afterAll(() => aws.stop());

const someone = (): string => {
  holders += 1;
  return `account-${holders}`;
};

/** A confirmed application and the record that would be made for it. */
async function intended(changes: Partial<CertificateRecord> = {}): Promise<CertificateRecord> {
  const application = certificateApplication();
  await applications.keep(application);
  return certificateRecord({ status: 'issuing', applicationId: application.id, ...changes });
}

async function begin(record: CertificateRecord, reusesKey = false) {
  const holding = await issuances.holding(record.holder, record.kind);
  return issuances.begin({ record, holding, reusesKey });
}

async function issued(changes: Partial<CertificateRecord>, reusesKey = false): Promise<CertificateRecord> {
  const record = await intended(changes);
  expect(await begin(record, reusesKey)).toBe('recorded');
  const done = await issuances.complete(record, { der: 'AAAA' }, AT);
  if (done === undefined) throw new Error('not completed');
  return done;
}

describe('issuance in DynamoDB', () => {
  it('C1: the intent takes serial, key and application; completion puts it to use', async () => {
    const record = await intended({ holder: someone() });
    expect(await begin(record)).toBe('recorded');
    expect(await certificates.find(record.id)).toMatchObject({ status: 'issuing' });
    expect(await applications.find(record.applicationId)).toMatchObject({
      status: 'issued',
      certificate: record.id,
    });
    expect(await issuances.complete(record, { der: 'AAAA' }, AT)).toMatchObject({
      status: 'good',
      der: 'AAAA',
    });
    expect(await certificates.find(record.id)).toEqual({
      ...record,
      status: 'good',
      der: 'AAAA',
      version: 2,
    });
    expect(await issuances.complete(record, { der: 'BBBB' }, AT)).toBeUndefined();
  });

  it('C1: one application gives one certificate', async () => {
    const holder = someone();
    const first = await issued({ holder });
    const again = certificateRecord({ holder, status: 'issuing', applicationId: first.applicationId });
    expect(await begin(again)).toBe('application-taken');
    expect(await certificates.find(again.id)).toBeUndefined();
  });

  it('C1: an application that is not confirmed gives none', async () => {
    const application = certificateApplication({ status: 'to-confirm' });
    await applications.keep(application);
    const record = certificateRecord({ holder: someone(), status: 'issuing', applicationId: application.id });
    expect(await begin(record)).toBe('application-taken');
    expect(await applications.confirm(application, AT)).toBe(true);
    expect(await applications.confirm(application, AT)).toBe(false);
    expect(await begin(record)).toBe('recorded');
  });

  it('C1: a key once certified is refused for anybody and anything else', async () => {
    const holder = someone();
    const { keyId } = await issued({ holder });
    expect(await begin(await intended({ holder: someone(), keyId }), true)).toBe('key-taken');
    expect(await begin(await intended({ holder, keyId, kind: 'signature' }), true)).toBe('key-taken');
    expect(await begin(await intended({ holder, keyId }), false)).toBe('key-taken');
    expect(await begin(await intended({ holder, keyId }), true)).toBe('recorded');
  });

  it('C1: renewal ends the certificate before it as superseded', async () => {
    const holder = someone();
    const first = await issued({ holder });
    const second = await issued({ holder });
    expect(await certificates.find(first.id)).toMatchObject({ status: 'revoked', reason: 'superseded' });
    expect(await certificates.find(second.id)).toMatchObject({ status: 'good' });
  });

  it('C1: the other kind stays as it is', async () => {
    const holder = someone();
    const first = await issued({ holder });
    await issued({ holder, kind: 'signature', authority: 'signature' });
    expect(await certificates.find(first.id)).toMatchObject({ status: 'good' });
  });

  it('C1: a newer intent gives up the older one, which can no longer be completed', async () => {
    const holder = someone();
    const live = await issued({ holder });
    const abandoned = await intended({ holder });
    await begin(abandoned);
    const newer = await issued({ holder });
    expect(await issuances.complete(abandoned, { der: 'AAAA' }, AT)).toBeUndefined();
    expect(await certificates.find(abandoned.id)).toMatchObject({ status: 'revoked', reason: 'superseded' });
    expect(await certificates.find(live.id)).toMatchObject({ status: 'revoked', reason: 'superseded' });
    expect(await certificates.find(newer.id)).toMatchObject({ status: 'good' });
  });

  it('C4: an intent ended by a change of data is not completed', async () => {
    const record = await intended({ holder: someone() });
    await begin(record);
    await certificates.end({ certificate: record, reason: 'affiliationChanged', at: AT });
    expect(await issuances.complete(record, { der: 'AAAA' }, AT)).toBeUndefined();
    expect(await certificates.find(record.id)).toMatchObject({ status: 'revoked' });
  });

  it('C1: of twenty applications of one holder at once one certificate is live in the end', async () => {
    const holder = someone();
    const records = await Promise.all(Array.from({ length: 20 }, () => intended({ holder })));
    await Promise.all(
      records.map(async (record) => {
        if ((await begin(record)) === 'recorded') await issuances.complete(record, { der: 'AAAA' }, AT);
      }),
    );
    const live = (await certificates.of(holder)).filter(({ status }) => status === 'good');
    expect(live).toHaveLength(1);
  });

  it('C1: an organisation names its newest certificate', async () => {
    const organisation: Organisation = {
      id: '732829320',
      name: 'Exemple SA',
      kind: 'company',
      town: 'Lyon',
      status: 'active',
      representativeId: 'account-1',
      registeredAt: AT.toISOString(),
      version: 1,
    };
    await dynamo().send(new PutItemCommand({ TableName: 'organisations', Item: toItem(organisation) }));
    const record = await issued({ holder: 'organisation:732829320', kind: 'corporate', authority: 'seal' });
    const { Item } = await dynamo().send(
      new GetItemCommand({ TableName: 'organisations', Key: { id: { S: organisation.id } } }),
    );
    expect(Item && fromItem(Item)).toEqual({ ...organisation, certificate: record.id, version: 2 });
  });
});
