import { dynamoAccountChanges } from '../adapters/aws/dynamo-account-changes.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoGrants } from '../adapters/aws/dynamo-grants.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { dynamoSignInHistory } from '../adapters/aws/dynamo-sign-in-history.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import { AddressRequest, UpgradeRequest } from '../contracts/account.ts';
import { changeAddress } from '../endpoints/account/change-address.ts';
import { listConsents } from '../endpoints/account/list-consents.ts';
import { revokeConsent } from '../endpoints/account/revoke-consent.ts';
import { showAuditTrail } from '../endpoints/account/show-audit-trail.ts';
import { showHistory } from '../endpoints/account/show-history.ts';
import { showIdentity } from '../endpoints/account/show-identity.ts';
import { upgradeLevel } from '../endpoints/account/upgrade-level.ts';
import { issuer, key, queue, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  changes: dynamoAccountChanges(table('accounts')),
  certificates: dynamoCertificates({
    certificates: table('certificates'),
    revocations: table('revocations'),
  }),
  codes: dynamoOneTimeCodes(table('one-time-codes'), kmsShortSecretHash(key('one-time-codes')), randomness),
  personalData: kmsPersonalData(key('personal-data')),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  accounts: dynamoAccounts(table('accounts')),
  devices: dynamoDevices(table('devices')),
  replays: dynamoReplays(table('replays')),
  consents: dynamoConsents(table('consents')),
  grants: dynamoGrants(table('grants')),
  clients: dynamoClients(table('clients')),
  history: dynamoSignInHistory(table('sign-ins')),
  chain: dynamoAuditChain(table('audit-chain')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/account/history': plain((request) => showHistory(request, deps)),
  'GET /api/account/consents': plain((request) => listConsents(request, deps)),
  'DELETE /api/account/consents/{client}': plain((request) => revokeConsent(request, deps)),
  'GET /api/account/identity': plain((request) => showIdentity(request, deps)),
  'PUT /api/account/address': json(AddressRequest, (request) => changeAddress(request, deps)),
  'POST /api/account/upgrade': json(UpgradeRequest, (request) => upgradeLevel(request, deps)),
  'GET /api/account/audit': plain((request) => showAuditTrail(request, deps)),
});
