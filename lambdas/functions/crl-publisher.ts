import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { dynamoRevocations } from '../adapters/aws/dynamo-revocations.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3PublishedLists } from '../adapters/aws/s3-published-lists.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { allPartitions, publishCrls } from '../events/publish-crls.ts';
import { bucket, issuer, key, setting, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';

const settings = setting<CertificateSettings>('CERTIFICATES');

const deps = {
  lists: s3PublishedLists(bucket('trust')),
  revocations: dynamoRevocations(table('revocations')),
  trust: s3TrustStore(bucket('trust')),
  signers: {
    authentication: kmsSigner(key('authentication-ca'), 'ES256'),
    signature: kmsSigner(key('signature-ca'), 'ES256'),
    seal: kmsSigner(key('seal-ca'), 'ES256'),
  },
  origin: issuer(),
  settings,
};

/** Changes of the table `revocations`, and every hour (or when invoked with `{}`) every partition. */
export async function handler(event: Partial<DynamoDBStreamEvent>): Promise<DynamoDBBatchResponse> {
  const records = event.Records;
  const names = records
    ? records.map(partitionIn).filter((name) => name !== '')
    : await allPartitions(settings.crlPartitions, deps);
  const failures = await publishCrls(names, new Date(), deps);
  for (const [partition, error] of failures) {
    logger.error('CRL not published', { partition, error: error instanceof Error ? error.name : 'unknown' });
  }
  if (records === undefined && failures.size > 0)
    throw new Error(`${failures.size} CRLs were not published.`);
  const failed = records?.find((record) => failures.has(partitionIn(record)));
  return { batchItemFailures: failed ? [{ itemIdentifier: failed.dynamodb?.SequenceNumber ?? '' }] : [] };
}

const partitionIn = (record: DynamoDBRecord): string => record.dynamodb?.Keys?.partition?.S ?? '';
