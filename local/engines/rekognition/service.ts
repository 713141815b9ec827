import { AwsError, type CallContext, type Operation, type Service } from '../../cloud/service.ts';
import { createFaces, type Faces } from '../faces/faces.ts';
import type { FoundFace } from '../faces/find.ts';
import { PictureRefused, type RefusalReason } from '../picture/refusal.ts';
import { type ObjectReader, resolvePicture } from '../picture/source.ts';
import { MEASURED_ATTRIBUTES, toComparedFace, toFaceDetail } from './face-detail.ts';

const MEGABYTE = 1024 * 1024;
/** Amazon Rekognition, “Guidelines and quotas”. */
const MAX_BYTES = 5 * MEGABYTE;
const MAX_OBJECT_BYTES = 15 * MEGABYTE;
const DEFAULT_THRESHOLD = 80;

const ERRORS: Readonly<Record<RefusalReason, string>> = {
  format: 'InvalidImageFormatException',
  damaged: 'InvalidImageFormatException',
  encrypted: 'InvalidImageFormatException',
  'several-pages': 'InvalidImageFormatException',
  'too-large': 'ImageTooLargeException',
  'too-small': 'InvalidParameterException',
};

/** Least sharpness, brightness and confidence of each quality filter. */
const FILTERS: Readonly<Record<string, readonly [number, number, number]>> = {
  NONE: [0, 0, 0],
  LOW: [10, 10, 55],
  AUTO: [15, 12, 60],
  MEDIUM: [25, 20, 80],
  HIGH: [40, 30, 90],
};

const invalid = (message: string) =>
  new AwsError('InvalidParameterException', `Request has invalid parameters: ${message}`);

interface Work {
  readonly faces: Faces;
  readonly cloud: ObjectReader;
  readonly caller: string;
}

async function pictureBytes(source: unknown, { cloud, caller }: Work): Promise<Uint8Array> {
  const { bytes, fromBucket } = await resolvePicture(source, cloud, caller);
  const limit = fromBucket ? MAX_OBJECT_BYTES : MAX_BYTES;
  if (bytes.length <= limit) return bytes;
  throw new AwsError('ImageTooLargeException', `The picture is larger than ${limit / MEGABYTE} MB.`);
}

function toServiceError(error: unknown): unknown {
  return error instanceof PictureRefused ? new AwsError(ERRORS[error.reason], error.message) : error;
}

async function findIn(source: unknown, work: Work): Promise<FoundFace[]> {
  const bytes = await pictureBytes(source, work);
  return work.faces.find(bytes).catch((error: unknown) => {
    throw toServiceError(error);
  });
}

function requireAttributes(value: unknown): ReadonlySet<string> {
  const known = new Set<string>(['DEFAULT', 'ALL', ...MEASURED_ATTRIBUTES]);
  const list = value === undefined ? ['DEFAULT'] : value;
  if (!Array.isArray(list)) throw invalid('Attributes is a list.');
  const unknown = list.find((name) => typeof name !== 'string' || !known.has(name));
  if (unknown !== undefined) throw invalid(`the attribute ${String(unknown)} is not measured on the laptop.`);
  return new Set(list);
}

async function detectFaces({ input }: Operation, work: Work) {
  const attributes = requireAttributes(input['Attributes']);
  const found = await findIn(input['Image'], work);
  return { FaceDetails: found.map((face) => toFaceDetail(face, attributes)) };
}

function requireThreshold(value: unknown): number {
  if (value === undefined) return DEFAULT_THRESHOLD;
  if (typeof value === 'number' && value >= 0 && value <= 100) return value;
  throw invalid('SimilarityThreshold is a number from 0 to 100.');
}

function passes(face: FoundFace, filter: unknown): boolean {
  const least = FILTERS[filter === undefined ? 'NONE' : String(filter)];
  if (!least) throw invalid('QualityFilter is one of NONE, AUTO, LOW, MEDIUM, HIGH.');
  const { sharpness, brightness } = face.quality;
  return sharpness >= least[0] && brightness >= least[1] && face.confidence >= least[2];
}

async function compareFaces({ input }: Operation, work: Work) {
  const threshold = requireThreshold(input['SimilarityThreshold']);
  const [source, target] = [
    await pictureBytes(input['SourceImage'], work),
    await pictureBytes(input['TargetImage'], work),
  ];
  const compared = await work.faces.compare(source, target).catch((error: unknown) => {
    throw toServiceError(error);
  });
  if (!compared.source || !passes(compared.source, input['QualityFilter'])) {
    throw invalid('there is no face in the source image.');
  }
  const targets = compared.targets.filter(({ face }) => passes(face, input['QualityFilter']));
  const { BoundingBox, Confidence } = toComparedFace(compared.source);
  return {
    SourceImageFace: { BoundingBox, Confidence },
    FaceMatches: targets
      .filter(({ similarity }) => similarity >= threshold)
      .map(({ face, similarity }) => ({ Similarity: similarity, Face: toComparedFace(face) })),
    UnmatchedFaces: targets
      .filter(({ similarity }) => similarity < threshold)
      .map(({ face }) => toComparedFace(face)),
  };
}

/** Rekognition over the local face engine; `faces` may be shared with other users of the same process. */
export function rekognition(cloud: ObjectReader, faces: Faces = createFaces()): Service {
  return {
    name: 'rekognition',
    resources: () => ['*'],
    async call(operation: Operation, context: CallContext) {
      const work: Work = { faces, cloud, caller: context.caller };
      if (operation.name === 'DetectFaces') return detectFaces(operation, work);
      if (operation.name === 'CompareFaces') return compareFaces(operation, work);
      throw new AwsError(
        'UnknownOperationException',
        `Rekognition's ${operation.name} is not offered on the laptop.`,
        501,
      );
    },
    stop: () => faces.close(),
  };
}
