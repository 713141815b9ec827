import { dynamoAccountChanges } from '../adapters/aws/dynamo-account-changes.ts';
import { dynamoAccountHandles } from '../adapters/aws/dynamo-account-handles.ts';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoClientRegistrations } from '../adapters/aws/dynamo-client-registrations.ts';
import { dynamoOneTimeCodes } from '../adapters/aws/dynamo-one-time-codes.ts';
import { dynamoOperators } from '../adapters/aws/dynamo-operators.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { dynamoPins } from '../adapters/aws/dynamo-pins.ts';
import { dynamoSessions } from '../adapters/aws/dynamo-sessions.ts';
import { dynamoSigningShares } from '../adapters/aws/dynamo-signing-shares.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import { hostNames } from '../adapters/https/host-names.ts';
import {
  CounterRevocationRequest,
  OrganisationDecisionRequest,
  PersonSuspensionRequest,
  RegistrySearchRequest,
  UnlockRequest,
  UpgradeCodeRequest,
} from '../contracts/registry.ts';
import { RelyingPartyDecisionRequest } from '../contracts/relying-parties.ts';
import type {
  CertificateSettings,
  OneTimeCodeSettings,
  PinSettings,
  RelyingPartySettings,
  SigningPasswordSettings,
  SmsSettings,
} from '../contracts/settings.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { decideOrganisation } from '../endpoints/registry/decide-organisation.ts';
import { decideRelyingParty } from '../endpoints/registry/decide-relying-party.ts';
import { issueUpgradeCode } from '../endpoints/registry/issue-upgrade-code.ts';
import { liftPersonSuspension } from '../endpoints/registry/lift-person-suspension.ts';
import { liftAtCounter } from '../endpoints/registry/lift-suspension.ts';
import { listOrganisations } from '../endpoints/registry/list-organisations.ts';
import { listRelyingParties } from '../endpoints/registry/list-relying-parties.ts';
import { revokeAtCounter } from '../endpoints/registry/revoke-certificate.ts';
import { search } from '../endpoints/registry/search.ts';
import { showPerson } from '../endpoints/registry/show-person.ts';
import { suspendAtCounter } from '../endpoints/registry/suspend-certificate.ts';
import { suspendPerson } from '../endpoints/registry/suspend-person.ts';
import { unlock } from '../endpoints/registry/unlock.ts';
import { issuer, key, queue, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const relyingParties = setting<RelyingPartySettings>('RELYING_PARTIES');

const deps = {
  issuer: issuer(),
  settings: setting<CertificateSettings>('CERTIFICATES'),
  codeSettings: setting<OneTimeCodeSettings>('ONE_TIME_CODES'),
  pinSettings: setting<PinSettings>('PIN'),
  passwordSettings: setting<SigningPasswordSettings>('SIGNING_PASSWORD'),
  sms: setting<SmsSettings>('SMS'),
  cookies: cookieJar(issuer()),
  sessions: dynamoSessions(table('operator-sessions'), randomness),
  operators: dynamoOperators(table('operators')),
  accounts: dynamoAccounts(table('accounts')),
  changes: dynamoAccountChanges(table('accounts')),
  handles: dynamoAccountHandles(table('account-handles')),
  pins: dynamoPins(table('pins')),
  shares: dynamoSigningShares(table('signing-shares')),
  certificates: dynamoCertificates({
    certificates: table('certificates'),
    revocations: table('revocations'),
  }),
  codes: dynamoOneTimeCodes(table('one-time-codes'), kmsShortSecretHash(key('one-time-codes')), randomness),
  organisations: dynamoOrganisations(table('organisations')),
  registrations: dynamoClientRegistrations({ clients: table('clients') }),
  door: guardedDoor(relyingParties),
  hosts: hostNames(relyingParties),
  allowsLoopback: relyingParties.allowsLoopback,
  personalData: kmsPersonalData(key('personal-data')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  notifications: sqsNotifications(queue('notifications')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'POST /api/registry/search': json(RegistrySearchRequest, (request) => search(request, deps)),
  'GET /api/registry/people/{account}': plain((request) => showPerson(request, deps)),
  'POST /api/registry/people/{account}/unlock': json(UnlockRequest, (request) => unlock(request, deps)),
  'POST /api/registry/people/{account}/suspension': json(PersonSuspensionRequest, (request) =>
    suspendPerson(request, deps),
  ),
  'DELETE /api/registry/people/{account}/suspension': plain((request) => liftPersonSuspension(request, deps)),
  'POST /api/registry/people/{account}/upgrade-code': json(UpgradeCodeRequest, (request) =>
    issueUpgradeCode(request, deps),
  ),
  'POST /api/registry/certificates/{serial}/revocation': json(CounterRevocationRequest, (request) =>
    revokeAtCounter(request, deps),
  ),
  'POST /api/registry/certificates/{serial}/suspension': plain((request) => suspendAtCounter(request, deps)),
  'DELETE /api/registry/certificates/{serial}/suspension': plain((request) => liftAtCounter(request, deps)),
  'GET /api/registry/organisations': plain((request) => listOrganisations(request, deps)),
  'POST /api/registry/organisations/{organisation}/decision': json(OrganisationDecisionRequest, (request) =>
    decideOrganisation(request, deps),
  ),
  'GET /api/registry/relying-parties': plain((request) => listRelyingParties(request, deps)),
  'POST /api/registry/relying-parties/{client}/decision': json(RelyingPartyDecisionRequest, (request) =>
    decideRelyingParty(request, deps),
  ),
});
