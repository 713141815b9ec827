import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { dynamoSignInHistory } from '../adapters/aws/dynamo-sign-in-history.ts';
import { listConsents } from '../endpoints/account/list-consents.ts';
import { revokeConsent } from '../endpoints/account/revoke-consent.ts';
import { showAuditTrail } from '../endpoints/account/show-audit-trail.ts';
import { showHistory } from '../endpoints/account/show-history.ts';
import { table } from '../shell/config.ts';
import { httpFunction, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  accounts: dynamoAccounts(table('accounts')),
  devices: dynamoDevices(table('devices')),
  replays: dynamoReplays(table('replays')),
  consents: dynamoConsents(table('consents')),
  clients: dynamoClients(table('clients')),
  history: dynamoSignInHistory(table('sign-ins')),
  chain: dynamoAuditChain(table('audit-chain')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/account/history': plain((request) => showHistory(request, deps)),
  'GET /api/account/consents': plain((request) => listConsents(request, deps)),
  'DELETE /api/account/consents/{client}': plain((request) => revokeConsent(request, deps)),
  'GET /api/account/audit': plain((request) => showAuditTrail(request, deps)),
});
