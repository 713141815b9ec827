import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApplications } from '../adapters/aws/dynamo-applications.ts';
import { dynamoAttributes } from '../adapters/aws/dynamo-attributes.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoClientRegistrations } from '../adapters/aws/dynamo-client-registrations.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoErasedAccounts } from '../adapters/aws/dynamo-erased-accounts.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoMoves } from '../adapters/aws/dynamo-moves.ts';
import { dynamoOwnedRecords } from '../adapters/aws/dynamo-owned-records.ts';
import { dynamoPersonaAccounts, dynamoPersonas } from '../adapters/aws/dynamo-personas.ts';
import { dynamoSessionIds } from '../adapters/aws/dynamo-session-ids.ts';
import { dynamoSignalStreams } from '../adapters/aws/dynamo-signal-streams.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { s3BoxObjects } from '../adapters/aws/s3-box-objects.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { AccountErasure } from '../domain/erasure/account-erasures.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { eraseAccount } from '../events/erase-account.ts';
import { bucket, issuer, key, queue, secretArn, table } from '../shell/config.ts';
import { queueFunction } from '../shell/queue-function.ts';
import { randomness } from '../shell/randomness.ts';

const byAccount = { name: 'by-account', key: 'accountId' };
const under = (sort: string) => ({ key: 'accountId', sort });

const deps = {
  issuer: issuer(),
  accounts: dynamoAccounts(table('accounts')),
  erasedAccounts: dynamoErasedAccounts({ accounts: table('accounts'), handles: table('account-handles') }),
  enrolments: dynamoEnrolments(table('enrolments')),
  consents: dynamoConsents(table('consents')),
  grants: dynamoGrants(table('grants')),
  sessionIds: dynamoSessionIds(table('grants')),
  clients: dynamoClients(table('clients')),
  registrations: dynamoClientRegistrations({ clients: table('clients'), personas: table('personas') }),
  streams: dynamoSignalStreams(table('signal-streams')),
  personas: dynamoPersonas(table('personas')),
  personaAccounts: dynamoPersonaAccounts({
    personas: table('personas'),
    accounts: table('accounts'),
    handles: table('account-handles'),
  }),
  certificates: dynamoCertificates({
    certificates: table('certificates'),
    revocations: table('revocations'),
  }),
  attributes: dynamoAttributes(table('attributes')),
  boxItems: dynamoBoxItems(table('box-items')),
  objects: s3BoxObjects(bucket('box')),
  moves: dynamoMoves(table('moves')),
  applications: dynamoApplications(table('applications')),
  owned: {
    approvals: dynamoOwnedRecords(table('approvals'), under('id')),
    consents: dynamoOwnedRecords(table('consents'), under('clientId')),
    grants: dynamoOwnedRecords(table('grants'), under('id')),
    'sign-ins': dynamoOwnedRecords(table('sign-ins'), under('at')),
    'business-consents': dynamoOwnedRecords(table('business-consents'), under('businessId')),
    'organisation-members': dynamoOwnedRecords(table('organisation-members'), under('organisationId')),
    personas: dynamoOwnedRecords(table('personas'), { key: 'ownerId', sort: 'id' }),
    'signing-shares': dynamoOwnedRecords(table('signing-shares'), { key: 'id', index: byAccount }),
    'move-notices': dynamoOwnedRecords(table('move-notices'), { key: 'moveId', sort: 'businessId' }),
    moves: dynamoOwnedRecords(table('moves'), { key: 'id', index: byAccount }),
    boxes: dynamoOwnedRecords(table('boxes'), { key: 'id' }),
    pins: dynamoOwnedRecords(table('pins'), { key: 'id' }),
    devices: dynamoOwnedRecords(table('devices'), { key: 'id', index: byAccount }),
    'push-subscriptions': dynamoOwnedRecords(table('push-subscriptions'), { key: 'accountId' }),
  },
  personalData: kmsPersonalData(key('personal-data')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the queue of accounts to erase; what failed comes again. */
export const handler = queueFunction<AccountErasure>({
  failure: 'account not erased',
  work: (erasure, _attempt, now) => eraseAccount(erasure, now, deps),
});
