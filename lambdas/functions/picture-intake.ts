import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { dynamoSendQuotas } from '../adapters/aws/dynamo-send-quotas.ts';
import { dynamoSessions } from '../adapters/aws/dynamo-sessions.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { rekognitionFaceReader } from '../adapters/aws/rekognition-face-reader.ts';
import { s3EvidenceReader, s3EvidenceWriter } from '../adapters/aws/s3-evidence.ts';
import { textractTextReader } from '../adapters/aws/textract-text-reader.ts';
import { DocumentPictureRequest, VideoRequest } from '../contracts/enrolment.ts';
import type { EnrolmentSettings, VerificationSettings } from '../contracts/settings.ts';
import { openDossiers } from '../domain/enrolment/dossier.ts';
import { confirmVideo } from '../endpoints/enrolment/confirm-video.ts';
import { judgePicture } from '../endpoints/enrolment/judge-picture.ts';
import { bucket, issuer, key, setting, table } from '../shell/config.ts';
import { cookieJar } from '../shell/cookies.ts';
import { httpFunction, json } from '../shell/http-function.ts';
import { randomness } from '../shell/randomness.ts';

const evidenceBucket = bucket('evidence');
const reader = s3EvidenceReader(evidenceBucket);

const deps = {
  settings: setting<EnrolmentSettings>('ENROLMENT'),
  cookies: cookieJar(issuer()),
  dossiers: openDossiers({
    enrolments: dynamoEnrolments(table('enrolments')),
    personalData: kmsPersonalData(key('personal-data')),
    sessions: dynamoSessions(table('enrolment-sessions'), randomness),
  }),
  evidence: { ...reader, ...s3EvidenceWriter(evidenceBucket) },
  texts: textractTextReader(evidenceBucket),
  faces: rekognitionFaceReader({
    bucket: evidenceBucket,
    evidence: reader,
    region: setting<VerificationSettings>('VERIFICATION').rekognitionRegion,
  }),
  quotas: dynamoSendQuotas(table('send-quotas')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
  randomness,
};

export const handler = httpFunction({
  'POST /api/enrolment/document': json(DocumentPictureRequest, (request) => judgePicture(request, deps)),
  'POST /api/enrolment/video': json(VideoRequest, (request) => confirmVideo(request, deps)),
});
