import * as v from 'valibot';
import { dynamoEnrolments } from '../adapters/aws/dynamo-enrolments.ts';
import { kmsPersonalData } from '../adapters/aws/kms-personal-data.ts';
import { rekognitionFaceReader } from '../adapters/aws/rekognition-face-reader.ts';
import { s3EvidenceReader } from '../adapters/aws/s3-evidence.ts';
import { textractTextReader } from '../adapters/aws/textract-text-reader.ts';
import type { EnrolmentSettings, VerificationSettings } from '../contracts/settings.ts';
import { ExaminerTask } from '../contracts/verification.ts';
import { openDossiers } from '../domain/enrolment/dossier.ts';
import { openVerificationFiles } from '../domain/enrolment/verification-file.ts';
import { bucket, key, setting, table } from '../shell/config.ts';
import { compareFaces } from '../tasks/compare-faces.ts';
import { readDocument } from '../tasks/read-document.ts';

const policy = setting<VerificationSettings>('VERIFICATION');
const personalData = kmsPersonalData(key('personal-data'));
const evidenceBucket = bucket('evidence');
const evidence = s3EvidenceReader(evidenceBucket);

const deps = {
  settings: setting<EnrolmentSettings>('ENROLMENT'),
  policy,
  evidence,
  files: openVerificationFiles({
    dossiers: openDossiers({ enrolments: dynamoEnrolments(table('enrolments')), personalData }),
    personalData,
  }),
  texts: textractTextReader(evidenceBucket),
  faces: rekognitionFaceReader({ bucket: evidenceBucket, evidence, region: policy.rekognitionRegion }),
};

/** Tasks of the verification machine that look at evidence. */
export async function handler(event: unknown): Promise<object> {
  const task = v.parse(ExaminerTask, event);
  const now = new Date();
  switch (task.task) {
    case 'read-document':
      return readDocument(task, now, deps);
    case 'compare-faces':
      return compareFaces(task, now, deps);
  }
}
