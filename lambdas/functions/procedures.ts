import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApplications } from '../adapters/aws/dynamo-applications.ts';
import { dynamoAttributeRequests } from '../adapters/aws/dynamo-attribute-requests.ts';
import { dynamoAttributes } from '../adapters/aws/dynamo-attributes.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBoxItems } from '../adapters/aws/dynamo-box-items.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoDocumentRequests } from '../adapters/aws/dynamo-document-requests.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import {
  AnswerApplicationRequest,
  FillApplicationRequest,
  IssueDocumentRequest,
  RefuseDocumentRequest,
  RequestDocumentRequest,
  SIGNED_BODY_BYTES,
  SignatureRequest,
  StartApplicationRequest,
} from '../contracts/procedures.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { PROCEDURES } from '../domain/procedure/procedures.ts';
import { signatureVerifier } from '../domain/signature-verification/verify-signature.ts';
import { answerApplication } from '../endpoints/procedures/answer-application.ts';
import { fillApplication } from '../endpoints/procedures/fill-application.ts';
import { issueDocument } from '../endpoints/procedures/issue-document.ts';
import { listProcedures } from '../endpoints/procedures/list.ts';
import { listApplications } from '../endpoints/procedures/list-applications.ts';
import { listDocumentRequests } from '../endpoints/procedures/list-document-requests.ts';
import { refuseDocument } from '../endpoints/procedures/refuse-document.ts';
import { requestDocument } from '../endpoints/procedures/request-document.ts';
import { searchApplications } from '../endpoints/procedures/search-applications.ts';
import { showApplication } from '../endpoints/procedures/show-application.ts';
import { showAttributes } from '../endpoints/procedures/show-attributes.ts';
import { showDocumentRequest } from '../endpoints/procedures/show-document-request.ts';
import { showReceivedApplication } from '../endpoints/procedures/show-received-application.ts';
import { startApplication } from '../endpoints/procedures/start-application.ts';
import { submitApplication } from '../endpoints/procedures/submit-application.ts';
import { withdrawApplication } from '../endpoints/procedures/withdraw-application.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const settings = setting<CertificateSettings>('CERTIFICATES');
const trust = s3TrustStore(bucket('trust'));
const boxItems = dynamoBoxItems(table('box-items'));

const deps = {
  procedures: PROCEDURES,
  timeZone: settings.timeZone,
  issuer: issuer(),
  randomness,
  trust,
  boxItems,
  ownItems: boxItems,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  personalData: kmsPersonalData(key('personal-data')),
  organisations: dynamoOrganisations(table('organisations')),
  attributeRequests: dynamoAttributeRequests(table('attribute-requests')),
  attributes: dynamoAttributes(table('attributes')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  applications: dynamoApplications(table('applications'), table('document-requests')),
  documentRequests: dynamoDocumentRequests(table('document-requests')),
  notifications: sqsNotifications(queue('notifications')),
  verifier: signatureVerifier({ trust, settings }),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Signed documents are larger than other bodies. */
const signed = { limitBytes: SIGNED_BODY_BYTES };

export const handler = httpFunction({
  'GET /api/procedures': plain((request) => listProcedures(request, deps)),
  'GET /api/applications': plain((request) => listApplications(request, deps)),
  'POST /api/applications': json(StartApplicationRequest, (request) => startApplication(request, deps)),
  'GET /api/applications/{application}': plain((request) => showApplication(request, deps)),
  'PUT /api/applications/{application}': json(FillApplicationRequest, (request) =>
    fillApplication(request, deps),
  ),
  'DELETE /api/applications/{application}': plain((request) => withdrawApplication(request, deps)),
  'POST /api/applications/{application}/document-requests': json(RequestDocumentRequest, (request) =>
    requestDocument(request, deps),
  ),
  'POST /api/applications/{application}/signature': json(
    SignatureRequest,
    (request) => submitApplication(request, deps),
    signed,
  ),
  'GET /api/organisations/{organisation}/document-requests': plain((request) =>
    listDocumentRequests(request, deps),
  ),
  'GET /api/document-requests/{request}': plain((request) => showDocumentRequest(request, deps)),
  'POST /api/document-requests/{request}/issuance': json(
    IssueDocumentRequest,
    (request) => issueDocument(request, deps),
    signed,
  ),
  'POST /api/document-requests/{request}/refusal': json(RefuseDocumentRequest, (request) =>
    refuseDocument(request, deps),
  ),
  'GET /api/organisations/{organisation}/applications': plain((request) => searchApplications(request, deps)),
  'GET /api/organisations/{organisation}/applications/{application}': plain((request) =>
    showReceivedApplication(request, deps),
  ),
  'GET /api/organisations/{organisation}/applications/{application}/attributes': plain((request) =>
    showAttributes(request, deps),
  ),
  'POST /api/organisations/{organisation}/applications/{application}/answer': json(
    AnswerApplicationRequest,
    (request) => answerApplication(request, deps),
    signed,
  ),
});
