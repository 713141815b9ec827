import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoCertificateApplications } from '../adapters/aws/dynamo-certificate-applications.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoDevices } from '../adapters/aws/dynamo-devices.ts';
import { dynamoIssuances } from '../adapters/aws/dynamo-issuances.ts';
import { dynamoOrganisations } from '../adapters/aws/dynamo-organisations.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsSigner } from '../adapters/aws/kms-signer.ts';
import { s3TrustStore } from '../adapters/aws/s3-trust-store.ts';
import { sqsNotifications } from '../adapters/aws/sqs-notifications.ts';
import { CertificateIssueRequest } from '../contracts/certification.ts';
import type { CertificateSettings } from '../contracts/settings.ts';
import { issueCertificate } from '../endpoints/certificates/issue.ts';
import { bucket, issuer, key, queue, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  issuer: issuer(),
  settings: setting<CertificateSettings>('CERTIFICATES'),
  cookies: cookieJar(issuer()),
  randomness,
  accounts: dynamoAccounts(table('accounts')),
  devices: dynamoDevices(table('devices')),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  applications: dynamoCertificateApplications(table('certificate-applications')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  issuances: dynamoIssuances({
    certificates: table('certificates'),
    revocations: table('revocations'),
    applications: table('certificate-applications'),
    keys: table('certified-keys'),
    organisations: table('organisations'),
  }),
  organisations: dynamoOrganisations(table('organisations')),
  personalData: kmsPersonalData(key('personal-data')),
  signers: {
    authentication: kmsSigner(key('authentication-ca'), 'ES256'),
    signature: kmsSigner(key('signature-ca'), 'ES256'),
    seal: kmsSigner(key('seal-ca'), 'ES256'),
  },
  trust: s3TrustStore(bucket('trust')),
  notifications: sqsNotifications(queue('notifications')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'POST /api/certificates/applications/{application}/certificate': json(CertificateIssueRequest, (request) =>
    issueCertificate(request, deps),
  ),
});
