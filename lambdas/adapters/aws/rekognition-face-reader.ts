import {
  type ComparedFace,
  CompareFacesCommand,
  type CompareFacesCommandOutput,
  DetectFacesCommand,
  type FaceDetail,
  RekognitionClient,
} from '@aws-sdk/client-rekognition';
import type { EvidenceReader } from '../../domain/evidence/evidence.ts';
import type { DetectedFace } from '../../domain/identity-document/legibility/picture-signals.ts';
import {
  type FaceComparison,
  type FaceReader,
  UnreadableEvidence,
} from '../../domain/recognition/recognition.ts';

const REFUSALS: Readonly<Record<string, UnreadableEvidence['reason']>> = {
  InvalidImageFormatException: 'damaged-file',
  ImageTooLargeException: 'too-large',
};

/**
 * Rekognition over the evidence. In the bucket's own Region it reads S3 itself; where it is called in another Region
 * (`region`), which cannot read this bucket, the picture's bytes are sent.
 */
export function rekognitionFaceReader(options: {
  readonly bucket: string;
  readonly evidence: EvidenceReader;
  /** Empty: the function's own Region. */
  readonly region: string;
}): FaceReader {
  const { bucket, evidence, region } = options;
  let kept: RekognitionClient | undefined;
  const client = (): RekognitionClient => {
    kept ??= new RekognitionClient({ maxAttempts: 5, ...(region !== '' && { region }) });
    return kept;
  };
  const image = async (key: string) =>
    region === ''
      ? { S3Object: { Bucket: bucket, Name: key } }
      : { Bytes: (await evidence.read(key)) ?? new Uint8Array() };
  return {
    find: (key) =>
      refusingFiles(key, async () => {
        const command = new DetectFacesCommand({ Image: await image(key), Attributes: ['DEFAULT'] });
        const { FaceDetails = [] } = await client().send(command);
        return FaceDetails.map(toFace);
      }),
    async compare(source, target) {
      try {
        return await refusingFiles(`${source} and ${target}`, async () => {
          const command = new CompareFacesCommand({
            SourceImage: await image(source),
            TargetImage: await image(target),
            SimilarityThreshold: 0,
          });
          return toComparison(await client().send(command));
        });
      } catch (error) {
        // This is how CompareFaces says that a picture shows no face.
        if (error instanceof Error && error.name === 'InvalidParameterException') return { faces: [] };
        throw error;
      }
    },
  };
}

function toComparison({ FaceMatches = [], UnmatchedFaces = [] }: CompareFacesCommandOutput): FaceComparison {
  const matched = FaceMatches.flatMap(({ Face }) => Face ?? []);
  const similarities = FaceMatches.map(({ Similarity = 0 }) => Similarity);
  return {
    faces: [...matched, ...UnmatchedFaces].map(toFace),
    ...(similarities.length > 0 && { similarity: Math.max(...similarities) }),
  };
}

async function refusingFiles<T>(key: string, call: () => Promise<T>): Promise<T> {
  try {
    return await call();
  } catch (error) {
    const reason = error instanceof Error ? REFUSALS[error.name] : undefined;
    throw reason === undefined ? error : new UnreadableEvidence(key, reason);
  }
}

function toFace({ BoundingBox, Confidence, Quality, Pose }: FaceDetail | ComparedFace): DetectedFace {
  const { Left = 0, Top = 0, Width = 0, Height = 0 } = BoundingBox ?? {};
  return {
    box: { left: Left, top: Top, width: Width, height: Height },
    confidence: Confidence ?? 0,
    ...(Quality?.Brightness !== undefined && { brightness: Quality.Brightness }),
    ...(Quality?.Sharpness !== undefined && { sharpness: Quality.Sharpness }),
    ...(Pose && { pose: { yaw: Pose.Yaw ?? 0, pitch: Pose.Pitch ?? 0, roll: Pose.Roll ?? 0 } }),
  };
}
