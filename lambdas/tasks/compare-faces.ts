import { createHash } from 'node:crypto';
import type { VerificationSettings } from '../contracts/settings.ts';
import type { Submission } from '../contracts/verification.ts';
import { isDocumentInText, isPortraitBesideHolder } from '../domain/enrolment/document-in-video.ts';
import { pictureOf } from '../domain/enrolment/enrolment.ts';
import type { FaceFindings } from '../domain/enrolment/findings.ts';
import type { VerificationFile, VerificationFiles } from '../domain/enrolment/verification-file.ts';
import { type EvidenceReader, evidenceKey } from '../domain/evidence/evidence.ts';
import type { DetectedFace } from '../domain/identity-document/legibility/picture-signals.ts';
import type { FaceComparison, FaceReader, TextReader } from '../domain/recognition/recognition.ts';
import type { FrameSignal } from '../domain/verification/signals.ts';

export interface CompareFacesDeps {
  readonly policy: VerificationSettings;
  readonly files: VerificationFiles;
  readonly faces: FaceReader;
  readonly texts: TextReader;
  readonly evidence: EvidenceReader;
}

const STILLS = ['face-1', 'face-2', 'face-3'] as const;

/** Compares the portrait with every still, and the stills with each other (A9). Doing it again changes nothing. */
export async function compareFaces(
  submission: Submission,
  now: Date,
  deps: CompareFacesDeps,
): Promise<Submission> {
  const file = await deps.files.load(submission);
  if (file === undefined) return submission;
  await deps.files.add(file, { faces: await findAboutFaces(file, deps) }, now);
  return submission;
}

interface Places {
  readonly front: string;
  readonly stills: Readonly<Record<(typeof STILLS)[number] | 'document', string>>;
}

async function findAboutFaces(file: VerificationFile, deps: CompareFacesDeps): Promise<FaceFindings> {
  const places = placesOf(file);
  const portrait = largest(await deps.faces.find(places.front), deps.policy.faceConfidence);
  const frames = await Promise.all(
    STILLS.map((name) => compareStill(name, places, portrait !== undefined, deps)),
  );
  return {
    ...(portrait && { portrait: portrait.box }),
    frames,
    documentInVideo: await seeDocument(file, places, portrait !== undefined, deps),
    speech: 'not-checked',
  };
}

function placesOf({ enrolment }: VerificationFile): Places {
  const front = pictureOf(enrolment, 'front');
  const { recording, id } = enrolment;
  if (front === undefined || recording === undefined)
    throw new Error('The submission lacks a picture or the recording.');
  const place = (upload: string): string => evidenceKey(id, upload);
  const { frames } = recording;
  return {
    front: place(front.readable),
    stills: {
      'face-1': place(frames['face-1']),
      'face-2': place(frames['face-2']),
      'face-3': place(frames['face-3']),
      document: place(frames.document),
    },
  };
}

async function compareStill(
  name: (typeof STILLS)[number],
  { front, stills }: Places,
  hasPortrait: boolean,
  { evidence, faces, policy }: CompareFacesDeps,
): Promise<FrameSignal> {
  const bytes = await evidence.read(stills[name]);
  if (bytes === undefined) throw new Error('A still of the recording is missing.');
  const { faces: found, similarity }: FaceComparison = hasPortrait
    ? await faces.compare(front, stills[name])
    : { faces: await faces.find(stills[name]) };
  // Stills that are all like the portrait show one person; the others are compared with each other too.
  const alike = similarity !== undefined && similarity >= policy.faceSimilarity;
  const first =
    alike || name === 'face-1' || found.length === 0
      ? undefined
      : (await faces.compare(stills['face-1'], stills[name])).similarity;
  return {
    name,
    digest: createHash('sha256').update(bytes).digest('base64url'),
    faces: found,
    ...(similarity !== undefined && { portraitSimilarity: similarity }),
    ...(first !== undefined && { firstFrameSimilarity: first }),
  };
}

/** Its text tells most; only where that is not enough are faces looked for. */
async function seeDocument(
  { findings }: VerificationFile,
  { front, stills }: Places,
  hasPortrait: boolean,
  { policy, faces, texts }: CompareFacesDeps,
): Promise<boolean> {
  const lines = await texts.read(stills.document);
  const number = findings.document?.reading?.documentNumber;
  const printed = findings.document?.printed ?? [];
  const document = { printed, ...(number !== undefined && { number }) };
  const text = lines.map((line) => line.text);
  if (isDocumentInText(text, document)) return true;
  return hasPortrait && isPortraitBesideHolder(await faces.compare(front, stills.document), policy);
}

function largest(faces: readonly DetectedFace[], confidence: number): DetectedFace | undefined {
  const area = ({ box }: DetectedFace): number => box.width * box.height;
  return faces
    .filter((face) => face.confidence >= confidence)
    .reduce<DetectedFace | undefined>(
      (best, face) => (best === undefined || area(face) > area(best) ? face : best),
      undefined,
    );
}
