import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoBusinessConsents } from '../adapters/aws/dynamo-business-consents.ts';
import { dynamoBusinesses } from '../adapters/aws/dynamo-businesses.ts';
import { dynamoMoveNotices } from '../adapters/aws/dynamo-move-notices.ts';
import { dynamoMoves } from '../adapters/aws/dynamo-moves.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRedelivery } from '../adapters/aws/sqs-redelivery.ts';
import { businessGate } from '../adapters/https/business-gate.ts';
import type { MoveSettings } from '../contracts/settings.ts';
import { type NoticeOrder, TryAgain, tellBusiness } from '../events/tell-business.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { queueFunction } from '../shell/queue-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<MoveSettings>('MOVES');
const trust = s3TrustStore(bucket('trust'));

const deps = {
  issuer: issuer(),
  settings,
  moves: dynamoMoves(table('moves')),
  notices: dynamoMoveNotices(table('move-notices')),
  accounts: dynamoAccounts(table('accounts')),
  businesses: dynamoBusinesses(table('businesses')),
  consents: dynamoBusinessConsents(table('business-consents')),
  personalData: kmsPersonalData(key('personal-data')),
  signer: kmsSigner(key('move-notices'), 'ES256'),
  certificates: () => Promise.all([trust.certificate('move-notices'), trust.certificate('seal')]),
  gate: businessGate(settings),
  boxItems: dynamoBoxItems(table('box-items')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the queue of move notices: one business at a time; what failed comes again, later each time. */
export const handler = queueFunction<NoticeOrder>({
  failure: 'business not told',
  work: (order, _attempt, now) => tellBusiness(order, now, deps),
  postponement: (error) => (error instanceof TryAgain ? error : undefined),
  postpone: sqsRedelivery().after,
});
