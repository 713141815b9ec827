import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoBusinessConsents } from '../adapters/aws/dynamo-business-consents.ts';
import { dynamoBusinesses } from '../adapters/aws/dynamo-businesses.ts';
import { dynamoCertificates } from '../adapters/aws/dynamo-certificates.ts';
import { dynamoCitizenSessions } from '../adapters/aws/dynamo-citizen-sessions.ts';
import { dynamoMoveNotices } from '../adapters/aws/dynamo-move-notices.ts';
import { dynamoMoves } from '../adapters/aws/dynamo-moves.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { sqsMoveQueue } from '../adapters/aws/sqs-move-queue.ts';
import { BusinessConsentRequest, MoveNoticesRequest } from '../contracts/moves.ts';
import { cancelMove } from '../endpoints/directory/cancel-move.ts';
import { giveConsent } from '../endpoints/directory/give-consent.ts';
import { listBusinesses } from '../endpoints/directory/list-businesses.ts';
import { listMoves } from '../endpoints/directory/list-moves.ts';
import { sendNotices } from '../endpoints/directory/send-notices.ts';
import { showMove } from '../endpoints/directory/show-move.ts';
import { startMove } from '../endpoints/directory/start-move.ts';
import { withdrawConsent } from '../endpoints/directory/withdraw-consent.ts';
import { issuer, key, queue, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json, plain } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  randomness,
  cookies: cookieJar(issuer()),
  citizenSessions: dynamoCitizenSessions(table('citizen-sessions'), randomness),
  accounts: dynamoAccounts(table('accounts')),
  certificates: dynamoCertificates({ certificates: table('certificates') }),
  businesses: dynamoBusinesses(table('businesses')),
  consents: dynamoBusinessConsents(table('business-consents')),
  moves: dynamoMoves(table('moves')),
  notices: dynamoMoveNotices(table('move-notices')),
  queue: sqsMoveQueue(queue('move-notices')),
  personalData: kmsPersonalData(key('personal-data')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

export const handler = httpFunction({
  'GET /api/businesses': plain((request) => listBusinesses(request, deps)),
  'PUT /api/businesses/{business}/consent': json(BusinessConsentRequest, (request) =>
    giveConsent(request, deps),
  ),
  'DELETE /api/businesses/{business}/consent': plain((request) => withdrawConsent(request, deps)),
  'GET /api/moves': plain((request) => listMoves(request, deps)),
  'POST /api/moves': plain((request) => startMove(request, deps)),
  'GET /api/moves/{move}': plain((request) => showMove(request, deps)),
  'POST /api/moves/{move}/notices': json(MoveNoticesRequest, (request) => sendNotices(request, deps)),
  'DELETE /api/moves/{move}': plain((request) => cancelMove(request, deps)),
});
