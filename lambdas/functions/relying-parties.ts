import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoClientErrors } from '../adapters/aws/dynamo-client-errors.ts';
import { dynamoClientRegistrations } from '../adapters/aws/dynamo-client-registrations.ts';
import { dynamoPersonaAccounts, dynamoPersonas } from '../adapters/aws/dynamo-personas.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../adapters/aws/secrets.ts';
import { guardedDoor } from '../adapters/https/guarded-door.ts';
import { hostNames } from '../adapters/https/host-names.ts';
import {
  ChangeClientRequest,
  ClientMetadata,
  CreatePersonaRequest,
  RotateSecretRequest,
} from '../contracts/relying-parties.ts';
import type { RelyingPartySettings } from '../contracts/settings.ts';
import { identifyWith } from '../domain/identifier/identify.ts';
import { tokenSealers } from '../domain/sealed-token/token-sealers.ts';
import { askProduction } from '../endpoints/clients/ask-production.ts';
import { change } from '../endpoints/clients/change.ts';
import { create } from '../endpoints/clients/create.ts';
import { createPersona } from '../endpoints/clients/create-persona.ts';
import { deleteRegistration } from '../endpoints/clients/delete-registration.ts';
import { issueRegistrationToken } from '../endpoints/clients/issue-registration-token.ts';
import { listErrors } from '../endpoints/clients/list-errors.ts';
import { listOwn } from '../endpoints/clients/list-own.ts';
import { listPersonas } from '../endpoints/clients/list-personas.ts';
import { readRegistration } from '../endpoints/clients/read-registration.ts';
import { register } from '../endpoints/clients/register.ts';
import { removePersona } from '../endpoints/clients/remove-persona.ts';
import { retire } from '../endpoints/clients/retire.ts';
import { rotateSecret } from '../endpoints/clients/rotate-secret.ts';
import { runChecks } from '../endpoints/clients/run-checks.ts';
import { showOwn } from '../endpoints/clients/show-own.ts';
import { updateRegistration } from '../endpoints/clients/update-registration.ts';
import { issuer, key, secretArn, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<RelyingPartySettings>('RELYING_PARTIES');
const sealers = tokenSealers(deploymentSecret(secretArn('entrusted')), randomness);
const tables = { clients: table('clients'), personas: table('personas') };

const deps = {
  issuer: issuer(),
  settings,
  allowsLoopback: settings.allowsLoopback,
  randomness,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  registrations: dynamoClientRegistrations(tables),
  registrationSealer: () => sealers('registration'),
  personas: dynamoPersonas(tables.personas),
  personaAccounts: dynamoPersonaAccounts({
    personas: tables.personas,
    accounts: table('accounts'),
    handles: table('account-handles'),
  }),
  errorLog: dynamoClientErrors(table('client-errors'), settings, randomness),
  quotas: dynamoSendQuotas(table('send-quotas')),
  personalData: kmsPersonalData(key('personal-data')),
  identify: identifyWith(deploymentSecret(secretArn('identifiers'))),
  door: guardedDoor(settings),
  hosts: hostNames(settings),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'POST /oauth/register': plain((request) => register(request, deps)),
  'GET /oauth/register/{client}': plain((request) => readRegistration(request, deps)),
  'PUT /oauth/register/{client}': plain((request) => updateRegistration(request, deps)),
  'DELETE /oauth/register/{client}': plain((request) => deleteRegistration(request, deps)),
  'GET /api/relying-parties': plain((request) => listOwn(request, deps)),
  'POST /api/relying-parties': json(ClientMetadata, (request) => create(request, deps)),
  'GET /api/relying-parties/{client}': plain((request) => showOwn(request, deps)),
  'PUT /api/relying-parties/{client}': json(ChangeClientRequest, (request) => change(request, deps)),
  'DELETE /api/relying-parties/{client}': plain((request) => retire(request, deps)),
  'POST /api/relying-parties/{client}/secret': json(RotateSecretRequest, (request) =>
    rotateSecret(request, deps),
  ),
  'POST /api/relying-parties/{client}/checks': plain((request) => runChecks(request, deps)),
  'POST /api/relying-parties/{client}/production': plain((request) => askProduction(request, deps)),
  'GET /api/relying-parties/{client}/errors': plain((request) => listErrors(request, deps)),
  'POST /api/relying-party-tokens': plain((request) => issueRegistrationToken(request, deps)),
  'GET /api/personas': plain((request) => listPersonas(request, deps)),
  'POST /api/personas': json(CreatePersonaRequest, (request) => createPersona(request, deps)),
  'DELETE /api/personas/{persona}': plain((request) => removePersona(request, deps)),
});
