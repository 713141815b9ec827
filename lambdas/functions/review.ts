import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoOperators } from '../adapters/aws/dynamo-operators.ts';
import { dynamoReviewCases } from '../adapters/aws/dynamo-review-cases.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSessions } from '../adapters/aws/dynamo-sessions.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { kmsShortSecretHash } from '../adapters/aws/kms-short-secret-hash.ts';
import { s3EvidenceViews } from '../adapters/aws/s3-evidence.ts';
import { sfnWaitingTasks } from '../adapters/aws/sfn-waiting-tasks.ts';
import { CaseDecisionRequest, OperatorSignInRequest } from '../contracts/review.ts';
import type { ReviewSettings, VerificationSettings } from '../contracts/settings.ts';
import { openDossiers } from '../domain/enrolment/dossier.ts';
import { openVerificationFiles } from '../domain/enrolment/verification-file.ts';
import { decideCase } from '../endpoints/review/decide-case.ts';
import { listCases } from '../endpoints/review/list-cases.ts';
import { showCase } from '../endpoints/review/show-case.ts';
import { showSession } from '../endpoints/review/show-session.ts';
import { signIn } from '../endpoints/review/sign-in.ts';
import { signOut } from '../endpoints/review/sign-out.ts';
import { bucket, issuer, key, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const personalData = kmsPersonalData(key('personal-data'));
const dossiers = openDossiers({ enrolments: dynamoEnrolments(table('enrolments')), personalData });

const deps = {
  settings: setting<ReviewSettings>('REVIEW'),
  policy: setting<VerificationSettings>('VERIFICATION'),
  cookies: cookieJar(issuer()),
  sessions: dynamoSessions(table('operator-sessions'), randomness),
  operators: dynamoOperators(table('operators')),
  passwords: kmsShortSecretHash(key('operator-passwords')),
  cases: dynamoReviewCases(table('cases')),
  files: openVerificationFiles({ dossiers, personalData }),
  views: s3EvidenceViews(bucket('evidence')),
  tasks: sfnWaitingTasks(),
  quotas: dynamoSendQuotas(table('send-quotas')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'POST /api/review/session': json(OperatorSignInRequest, (request) => signIn(request, deps)),
  'GET /api/review/session': plain((request) => showSession(request, deps)),
  'DELETE /api/review/session': plain((request) => signOut(request, deps)),
  'GET /api/review/cases': plain((request) => listCases(request, deps)),
  'GET /api/review/cases/{case}': plain((request) => showCase(request, deps)),
  'POST /api/review/cases/{case}/decision': json(CaseDecisionRequest, (request) => decideCase(request, deps)),
});
