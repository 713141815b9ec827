import { dynamoAccountChanges } from '../adapters/aws/dynamo-account-changes.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApplications } from '../adapters/aws/dynamo-applications.ts';
import { dynamoAttributes } from '../adapters/aws/dynamo-attributes.ts';
import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoBusinessConsents } from '../adapters/aws/dynamo-business-consents.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoClientRegistrations } from '../adapters/aws/dynamo-client-registrations.ts';
import { dynamoClients } from '../adapters/aws/dynamo-clients.ts';
import { dynamoConsents } from '../adapters/aws/dynamo-consents.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoMoves } from '../adapters/aws/dynamo-moves.ts';
import { dynamoOrganisationMembers } from '../adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { dynamoPersonas } from '../adapters/aws/dynamo-personas.ts';
import { dynamoPushSubscriptions } from '../adapters/aws/dynamo-push-subscriptions.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSignInHistory } from '../adapters/aws/dynamo-sign-in-history.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { sqsAccountErasures } from '../adapters/aws/sqs-account-erasures.ts';
import { CloseAccountRequest } from '../contracts/leaving.ts';
import { closeAccount } from '../endpoints/leaving/close-account.ts';
import { exportAccount } from '../endpoints/leaving/export-account.ts';
import { exportOwnBox } from '../endpoints/leaving/export-box.ts';
import { showClosure } from '../endpoints/leaving/show-closure.ts';
import { issuer, key, queue, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  changes: dynamoAccountChanges(table('accounts')),
  enrolments: dynamoEnrolments(table('enrolments')),
  devices: dynamoDevices(table('devices')),
  pushSubscriptions: dynamoPushSubscriptions(table('push-subscriptions')),
  consents: dynamoConsents(table('consents')),
  clients: dynamoClients(table('clients')),
  registrations: dynamoClientRegistrations({ clients: table('clients') }),
  personas: dynamoPersonas(table('personas')),
  history: dynamoSignInHistory(table('sign-ins')),
  chain: dynamoAuditChain(table('audit-chain')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  organisations: dynamoOrganisations(table('organisations')),
  members: dynamoOrganisationMembers(table('organisation-members')),
  attributes: dynamoAttributes(table('attributes')),
  businessConsents: dynamoBusinessConsents(table('business-consents')),
  moves: dynamoMoves(table('moves')),
  applications: dynamoApplications(table('applications')),
  boxItems: dynamoBoxItems(table('box-items')),
  personalData: kmsPersonalData(key('personal-data')),
  quotas: dynamoSendQuotas(table('send-quotas')),
  erasures: sqsAccountErasures(queue('account-erasures')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/account/export': plain((request) => exportAccount(request, deps)),
  'GET /api/account/export/box': plain((request) => exportOwnBox(request, deps)),
  'GET /api/account/closure': plain((request) => showClosure(request, deps)),
  'DELETE /api/account': json(CloseAccountRequest, (request) => closeAccount(request, deps)),
});
