import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAttributeRequests } from '../adapters/aws/dynamo-attribute-requests.ts';
import { dynamoAttributes } from '../adapters/aws/dynamo-attributes.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoOrganisationMembers } from '../adapters/aws/dynamo-organisation-members.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import {
  ApproveAttributeRequestRequest,
  CHECKED_CHARACTERS,
  CheckAuthorityRequest,
  RefuseAttributeRequestRequest,
  RegisterOrganisationRequest,
  RequestAttributesRequest,
  SignAttributeRequestRequest,
} from '../contracts/organisations.ts';
import type { CertificateSettings, OrganisationSettings } from '../contracts/settings.ts';
import { serviceSeal } from '../domain/seal/service-seal.ts';
import { signatureVerifier } from '../domain/signature-verification/verify-signature.ts';
import { approveAttributeRequest } from '../endpoints/organisations/approve-attribute-request.ts';
import { list } from '../endpoints/organisations/list.ts';
import { listAttributeRequests } from '../endpoints/organisations/list-attribute-requests.ts';
import { listAttributes } from '../endpoints/organisations/list-attributes.ts';
import { listOwnRequests } from '../endpoints/organisations/list-own-requests.ts';
import { refuseAttributeRequest } from '../endpoints/organisations/refuse-attribute-request.ts';
import { register } from '../endpoints/organisations/register.ts';
import { requestAttributes } from '../endpoints/organisations/request-attributes.ts';
import { revokeAttribute } from '../endpoints/organisations/revoke-attribute.ts';
import { show } from '../endpoints/organisations/show.ts';
import { showAttributeRequest } from '../endpoints/organisations/show-attribute-request.ts';
import { showAttributes } from '../endpoints/organisations/show-attributes.ts';
import { signAttributeRequest } from '../endpoints/organisations/sign-attribute-request.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const certificateSettings = setting<CertificateSettings>('CERTIFICATES');
const trust = s3TrustStore(bucket('trust'));

const deps = {
  settings: setting<OrganisationSettings>('ORGANISATIONS'),
  timeZone: certificateSettings.timeZone,
  issuer: issuer(),
  randomness,
  trust,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  personalData: kmsPersonalData(key('personal-data')),
  organisations: dynamoOrganisations(table('organisations')),
  members: dynamoOrganisationMembers(table('organisation-members')),
  attributeRequests: dynamoAttributeRequests(table('attribute-requests')),
  attributes: dynamoAttributes(table('attributes')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  boxItems: dynamoBoxItems(table('box-items')),
  notifications: sqsNotifications(queue('notifications')),
  verifier: signatureVerifier({ trust, settings: certificateSettings }),
  seal: serviceSeal({
    service: 'attribute-authority',
    signer: kmsSigner(key('attribute-authority'), 'ES256'),
    stampSigner: kmsSigner(key('time-stamping'), 'ES256'),
    trust,
    oidArc: certificateSettings.oidArc,
    randomness,
  }),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/organisations': plain((request) => list(request, deps)),
  'POST /api/organisations': json(RegisterOrganisationRequest, (request) => register(request, deps)),
  'GET /api/organisations/{organisation}': plain((request) => show(request, deps)),
  'GET /api/organisations/{organisation}/attribute-requests': plain((request) =>
    listAttributeRequests(request, deps),
  ),
  'GET /api/attribute-requests': plain((request) => listOwnRequests(request, deps)),
  'POST /api/attribute-requests': json(RequestAttributesRequest, (request) =>
    requestAttributes(request, deps),
  ),
  'GET /api/attribute-requests/{request}': plain((request) => showAttributeRequest(request, deps)),
  'POST /api/attribute-requests/{request}/signature': json(SignAttributeRequestRequest, (request) =>
    signAttributeRequest(request, deps),
  ),
  'POST /api/attribute-requests/{request}/approval': json(ApproveAttributeRequestRequest, (request) =>
    approveAttributeRequest(request, deps),
  ),
  'POST /api/attribute-requests/{request}/refusal': json(RefuseAttributeRequestRequest, (request) =>
    refuseAttributeRequest(request, deps),
  ),
  'GET /api/attributes': plain((request) => listAttributes(request, deps)),
  'POST /api/attributes/{attribute}/revocation': plain((request) => revokeAttribute(request, deps)),
  'POST /api/attributes/check': json(CheckAuthorityRequest, (request) => showAttributes(request, deps), {
    limitBytes: CHECKED_CHARACTERS + 1000,
  }),
});
