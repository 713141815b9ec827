import { GetItemCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { CertificateKind, CertificateRecord } from '../../domain/certificate/certificate-record.ts';
import type { Holding, IntentOutcome, Issuances } from '../../domain/certificate/issuances.ts';
import { dynamo, fromItem, toItem } from './dynamo.ts';
import { changeCertificate, endWrites, findCertificate } from './dynamo-certificates.ts';
import { changeExpression } from './dynamo-change.ts';
import { transact } from './dynamo-transaction.ts';

export interface IssuanceTables {
  readonly certificates: string;
  readonly revocations: string;
  readonly applications: string;
  readonly keys: string;
  readonly organisations: string;
}

const ATTEMPTS = 4;
/** What it means when the write at that position of the first transaction is refused. */
const OUTCOMES: readonly IntentOutcome[] = ['overtaken', 'application-taken', 'key-taken', 'overtaken'];

/**
 * `certified-keys` holds one item per public key (`<digest>`: whose it is, and for what) and one per holder and kind
 * (`holding#<kind>#<holder>`: the certificate in use and the one being issued), which makes a second live certificate impossible.
 */
export function dynamoIssuances(tables: IssuanceTables): Issuances {
  return {
    holding: (holder, kind) => findHolding(tables.keys, holder, kind),

    async begin({ record, holding, reusesKey }) {
      const given = holding?.intent && (await findCertificate(tables.certificates, holding.intent));
      const failed = await transact([
        putIntent(tables.certificates, record),
        takeApplication(tables.applications, record),
        takeKey(tables.keys, record, reusesKey),
        moveHolding(tables.keys, record, holding, { live: holding?.live, intent: record.id }),
        ...(given && given.status === 'issuing'
          ? endWrites(tables, given, 'superseded', new Date(record.issuedAt))
          : []),
      ]);
      const worst = failed.map((position) => OUTCOMES[position] ?? 'overtaken');
      return (
        (['application-taken', 'key-taken', 'overtaken'] as const).find((o) => worst.includes(o)) ??
        'recorded'
      );
    },

    async complete(record, signed, at) {
      for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
        const holding = await findHolding(tables.keys, record.holder, record.kind);
        if (holding?.intent !== record.id) return undefined;
        const previous = holding.live && (await findCertificate(tables.certificates, holding.live));
        const failed = await transact([
          changeCertificate(tables.certificates, record, { status: 'good', ...signed }),
          moveHolding(tables.keys, record, holding, { live: record.id, intent: undefined }),
          ...(previous && isInUse(previous, at) ? endWrites(tables, previous, 'superseded', at) : []),
          ...nameInOrganisation(tables.organisations, record),
        ]);
        if (failed.length === 0) return { ...record, ...signed, status: 'good', version: record.version + 1 };
        if (failed.includes(0)) return undefined;
      }
      throw new Error('The certificates of this holder kept changing while one was being issued. Try again.');
    },
  };
}

/** An expired one needs no entry in a CRL. */
const isInUse = ({ status, notAfter }: CertificateRecord, at: Date): boolean =>
  (status === 'good' || status === 'suspended') && notAfter > at.toISOString();

const holdingId = (holder: string, kind: CertificateKind): string => `holding#${kind}#${holder}`;

async function findHolding(
  table: string,
  holder: string,
  kind: CertificateKind,
): Promise<Holding | undefined> {
  const { Item } = await dynamo().send(
    new GetItemCommand({
      TableName: table,
      Key: { id: { S: holdingId(holder, kind) } },
      ConsistentRead: true,
    }),
  );
  return Item && fromItem<Holding>(Item);
}

const putIntent = (table: string, record: CertificateRecord): TransactWriteItem => ({
  Put: { TableName: table, Item: toItem(record), ConditionExpression: 'attribute_not_exists(id)' },
});

const takeApplication = (table: string, record: CertificateRecord): TransactWriteItem => ({
  Update: {
    TableName: table,
    Key: { id: { S: record.applicationId } },
    UpdateExpression: 'SET #status = :issued, certificate = :serial, version = version + :one',
    ConditionExpression: '#status = :confirmed',
    ExpressionAttributeNames: { '#status': 'status' },
    ExpressionAttributeValues: {
      ':issued': { S: 'issued' },
      ':confirmed': { S: 'confirmed' },
      ':serial': { S: record.id },
      ':one': { N: '1' },
    },
  },
});

const takeKey = (table: string, record: CertificateRecord, reusesKey: boolean): TransactWriteItem => {
  const { keyId, holder, kind, issuedAt } = record;
  return {
    Put: {
      TableName: table,
      Item: toItem({ id: keyId, holder, kind, certificate: record.id, at: issuedAt }),
      ConditionExpression: reusesKey
        ? 'attribute_not_exists(id) OR (holder = :holder AND kind = :kind)'
        : 'attribute_not_exists(id)',
      ...(reusesKey && { ExpressionAttributeValues: { ':holder': { S: holder }, ':kind': { S: kind } } }),
    },
  };
};

function moveHolding(
  table: string,
  record: CertificateRecord,
  holding: Holding | undefined,
  to: { readonly live: string | undefined; readonly intent: string | undefined },
): TransactWriteItem {
  const change = changeExpression({ ...to, version: (holding?.version ?? 0) + 1 });
  return {
    Update: {
      TableName: table,
      Key: { id: { S: holdingId(record.holder, record.kind) } },
      ...change,
      ConditionExpression: holding === undefined ? 'attribute_not_exists(id)' : '#version = :asRead',
      ExpressionAttributeValues: {
        ...change.ExpressionAttributeValues,
        ...(holding && { ':asRead': { N: String(holding.version) } }),
      },
    },
  };
}

function nameInOrganisation(table: string, record: CertificateRecord): readonly TransactWriteItem[] {
  if (!record.holder.startsWith('organisation:')) return [];
  return [
    {
      Update: {
        TableName: table,
        Key: { id: { S: record.holder.slice('organisation:'.length) } },
        UpdateExpression: 'SET certificate = :serial, version = version + :one',
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':serial': { S: record.id }, ':one': { N: '1' } },
      },
    },
  ];
}
