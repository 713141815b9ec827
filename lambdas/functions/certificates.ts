import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificateApplications } from '../adapters/aws/dynamo-certificate-applications.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { dynamoReplays } from '../adapters/aws/dynamo-replays.ts';
import { dynamoSigningShares } from '../adapters/aws/dynamo-signing-shares.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import {
  CertificateApplicationRequest,
  CertificateConfirmationRequest,
  CertificateRevocationRequest,
  KeyShareReleaseRequest,
  KeyShareRequest,
} from '../contracts/certificates.ts';
import type { CertificateSettings, SigningPasswordSettings } from '../contracts/settings.ts';
import { apply } from '../endpoints/certificates/apply.ts';
import { confirmApplication } from '../endpoints/certificates/confirm-application.ts';
import { createKeyShare } from '../endpoints/certificates/create-key-share.ts';
import { liftSuspension } from '../endpoints/certificates/lift-suspension.ts';
import { listCertificates } from '../endpoints/certificates/list.ts';
import { releaseKeyShare } from '../endpoints/certificates/release-key-share.ts';
import { revokeCertificate } from '../endpoints/certificates/revoke.ts';
import { showCertificate } from '../endpoints/certificates/show.ts';
import { suspendCertificate } from '../endpoints/certificates/suspend.ts';
import { issuer, key, queue, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  settings: setting<CertificateSettings>('CERTIFICATES'),
  passwordSettings: setting<SigningPasswordSettings>('SIGNING_PASSWORD'),
  cookies: cookieJar(issuer()),
  randomness,
  accounts: dynamoAccounts(table('accounts')),
  devices: dynamoDevices(table('devices')),
  replays: dynamoReplays(table('replays')),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  certificates: dynamoCertificates({
    certificates: table('certificates'),
    revocations: table('revocations'),
  }),
  applications: dynamoCertificateApplications(table('certificate-applications')),
  shares: dynamoSigningShares(table('signing-shares')),
  organisations: dynamoOrganisations(table('organisations')),
  personalData: kmsPersonalData(key('personal-data')),
  passwordHash: kmsShortSecretHash(key('signing-passwords')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/certificates': plain((request) => listCertificates(request, deps)),
  'POST /api/certificates/applications': json(CertificateApplicationRequest, (request) =>
    apply(request, deps),
  ),
  'POST /api/certificates/applications/{application}/confirm': json(
    CertificateConfirmationRequest,
    (request) => confirmApplication(request, deps),
  ),
  'GET /api/certificates/{serial}': plain((request) => showCertificate(request, deps)),
  'POST /api/certificates/{serial}/revocation': json(CertificateRevocationRequest, (request) =>
    revokeCertificate(request, deps),
  ),
  'POST /api/certificates/{serial}/suspension': plain((request) => suspendCertificate(request, deps)),
  'DELETE /api/certificates/{serial}/suspension': plain((request) => liftSuspension(request, deps)),
  'POST /api/signing-keys': json(KeyShareRequest, (request) => createKeyShare(request, deps)),
  'POST /api/signing-keys/{key}/share': json(KeyShareReleaseRequest, (request) =>
    releaseKeyShare(request, deps),
  ),
});
