import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda';
import { fromItem } from '../adapters/aws/dynamo.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { RevocationEntry } from '../domain/certificate/certificate-record.ts';
import { type RevocationChange, tellRevocation } from '../events/tell-revocation.ts';
import { issuer, key, queue, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  accounts: dynamoAccounts(table('accounts')),
  organisations: dynamoOrganisations(table('organisations')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  boxItems: dynamoBoxItems(table('box-items')),
  personalData: kmsPersonalData(key('personal-data')),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the stream of `revocations`: stops at the first failure, which is delivered again. */
export async function handler(event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> {
  for (const record of event.Records) {
    try {
      const change = toChange(record);
      if (change !== undefined) await tellRevocation(change, deps);
    } catch (error) {
      logger.error('revocation not told', { error: error instanceof Error ? error.name : 'unknown' });
      return { batchItemFailures: [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }] };
    }
  }
  return { batchItemFailures: [] };
}

function toChange({ eventName, dynamodb }: DynamoDBRecord): RevocationChange | undefined {
  const at = new Date((dynamodb?.ApproximateCreationDateTime ?? 0) * 1000);
  const serial = dynamodb?.Keys?.serial?.S;
  if (eventName === 'REMOVE') return serial === undefined ? undefined : { change: 'left', serial, at };
  const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  return image && { change: 'entered', entry: fromItem<RevocationEntry>(image), at };
}
