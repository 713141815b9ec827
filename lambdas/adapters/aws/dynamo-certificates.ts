import { GetItemCommand, QueryCommand, type TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type {
  CertificateRecord,
  RevocationEntry,
  RevocationReason,
} from '../../domain/certificate/certificate-record.ts';
import type { Certificates } from '../../domain/certificate/certificates.ts';
import { partitionName } from '../../domain/certificate/partition.ts';
import { dynamo, fromItem, type Item, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';
import { transact } from './dynamo-transaction.ts';

const ATTEMPTS = 4;

/** Certificates and what the CRLs will say of them; both tables change in one transaction. */
export function dynamoCertificates(tables: {
  readonly certificates: string;
  /** Needed to end and lift. */
  readonly revocations?: string;
}): Certificates {
  const find = (serial: string) => findCertificate(tables.certificates, serial);
  return {
    find,

    async of(holder) {
      const found: CertificateRecord[] = [];
      let next: Item | undefined;
      do {
        const { Items = [], LastEvaluatedKey } = await dynamo().send(
          new QueryCommand({
            TableName: tables.certificates,
            IndexName: 'by-holder',
            KeyConditionExpression: 'holder = :holder',
            ExpressionAttributeValues: { ':holder': { S: holder } },
            ScanIndexForward: false,
            ExclusiveStartKey: next,
          }),
        );
        found.push(...Items.map((item) => fromItem<CertificateRecord>(item)));
        next = LastEvaluatedKey;
      } while (next !== undefined);
      return found;
    },

    end: ({ certificate, reason, at, suspendedBy }) =>
      untilSettled(find, certificate.id, (current) =>
        mayEnd(current, reason) ? endWrites(tables, current, reason, at, suspendedBy) : undefined,
      ),

    // a suspension by somebody else than the one that was read is another suspension
    lift: (certificate) =>
      untilSettled(find, certificate.id, (current) =>
        current.status === 'suspended' && current.suspendedBy === certificate.suspendedBy
          ? liftWrites(tables, current)
          : undefined,
      ),
  };
}

export async function findCertificate(table: string, serial: string): Promise<CertificateRecord | undefined> {
  if (!/^[0-9a-f]{1,40}$/.test(serial)) return undefined;
  const { Item } = await dynamo().send(
    new GetItemCommand({ TableName: table, Key: { id: { S: serial } }, ConsistentRead: true }),
  );
  return Item && fromItem<CertificateRecord>(Item);
}

/** A certificate that is being issued can be ended (its completion then fails), but not suspended. */
const mayEnd = ({ status }: CertificateRecord, reason: RevocationReason): boolean =>
  reason === 'certificateHold' ? status === 'good' : status !== 'revoked';

/** Reads, decides, writes on condition that nothing changed meanwhile; reads again when it did. */
async function untilSettled(
  find: Certificates['find'],
  serial: string,
  decide: (current: CertificateRecord) => readonly TransactWriteItem[] | undefined,
): Promise<boolean> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const current = await find(serial);
    const writes = current && decide(current);
    if (writes === undefined) return false;
    if ((await transact(writes)).length === 0) return true;
  }
  throw new Error('The certificate kept changing while it was being ended. Try again.');
}

/**
 * What ends, or suspends, a certificate. A suspension that becomes final keeps its date: what was signed meanwhile does not
 * become valid afterwards.
 */
export function endWrites(
  tables: { readonly certificates: string; readonly revocations?: string },
  current: CertificateRecord,
  reason: RevocationReason,
  at: Date,
  suspendedBy: CertificateRecord['suspendedBy'] = 'counter',
): readonly TransactWriteItem[] {
  const endedAt = current.status === 'suspended' && current.endedAt ? current.endedAt : at.toISOString();
  const status = reason === 'certificateHold' ? 'suspended' : 'revoked';
  const entry: RevocationEntry = {
    partition: partitionName(current),
    serial: current.id,
    kind: current.kind,
    holder: current.holder,
    reason,
    revokedAt: endedAt,
  };
  return [
    changeCertificate(tables.certificates, current, {
      status,
      reason,
      endedAt,
      suspendedBy: status === 'suspended' ? suspendedBy : undefined,
    }),
    { Put: { TableName: revocationsOf(tables), Item: toItem(entry) } },
  ];
}

function liftWrites(
  tables: { readonly certificates: string; readonly revocations?: string },
  current: CertificateRecord,
): readonly TransactWriteItem[] {
  const key = { partition: { S: partitionName(current) }, serial: { S: current.id } };
  return [
    changeCertificate(tables.certificates, current, {
      status: 'good',
      reason: undefined,
      endedAt: undefined,
      suspendedBy: undefined,
    }),
    { Delete: { TableName: revocationsOf(tables), Key: key } },
  ];
}

/** An update on condition that the record is as it was read. */
export function changeCertificate(
  table: string,
  current: CertificateRecord,
  changes: Partial<Record<keyof CertificateRecord, string | undefined>>,
): TransactWriteItem {
  const change = changeExpression({ ...changes, version: current.version + 1 });
  return {
    Update: {
      TableName: table,
      Key: { id: { S: current.id } },
      ...change,
      ConditionExpression: '#version = :asRead',
      ExpressionAttributeValues: {
        ...change.ExpressionAttributeValues,
        ':asRead': { N: String(current.version) },
      },
    },
  };
}

function revocationsOf(tables: { readonly revocations?: string }): string {
  if (tables.revocations === undefined)
    throw new Error('This function was not given the table of revocations.');
  return tables.revocations;
}
