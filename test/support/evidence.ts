import type { EvidenceReader, EvidenceWriter } from '../../lambdas/domain/evidence/evidence.ts';
import type { DetectedFace } from '../../lambdas/domain/identity-document/legibility/picture-signals.ts';
import type { OcrLine } from '../../lambdas/domain/mrz/text-rows.ts';
import type { FaceReader, TextReader } from '../../lambdas/domain/recognition/recognition.ts';

/** Evidence in memory, for tests of stories; the real bucket's rules are tested on the laptop cloud. */
export function memoryEvidence(): EvidenceReader &
  EvidenceWriter & { readonly objects: Map<string, Uint8Array> } {
  const objects = new Map<string, Uint8Array>();
  return {
    objects,
    read: async (key) => objects.get(key),
    async begin(key, bytes) {
      const found = objects.get(key);
      return found && { head: found.subarray(0, bytes), size: found.length };
    },
    async keep(key, bytes) {
      objects.set(key, bytes);
    },
    async copy(from, to) {
      const found = objects.get(from);
      if (found !== undefined) objects.set(to, found);
      return found !== undefined;
    },
  };
}

/** What a recogniser would see on each object; `people` says whose face is where, for comparisons. */
export interface Scene {
  readonly texts: Map<string, readonly OcrLine[] | Error>;
  readonly faces: Map<string, readonly DetectedFace[]>;
  readonly people: Map<string, string>;
}

/** What is seen on an object, or on the upload it is the sealed copy of. */
function seenOn<T>(map: ReadonlyMap<string, T>, key: string): T | undefined {
  const [, upload, photo = ''] = /^(.+-[\w-]{22})-[\w-]{22}(-photo)?$/.exec(key) ?? [];
  return map.get(key) ?? map.get(`${upload}${photo}`);
}

export function recognisersOf(scene: Scene): { texts: TextReader; faces: FaceReader } {
  return {
    texts: {
      async read(key) {
        const seen = seenOn(scene.texts, key) ?? [];
        if (seen instanceof Error) throw seen;
        return seen;
      },
    },
    faces: {
      find: async (key) => seenOn(scene.faces, key) ?? [],
      async compare(source, target) {
        const faces = scene.faces.get(target) ?? [];
        const [one, other] = [scene.people.get(source), scene.people.get(target)];
        if (one === undefined || other === undefined || faces.length === 0) return { faces };
        return { faces, similarity: one === other ? 97 : 3 };
      },
    },
  };
}

export const newScene = (): Scene => ({ texts: new Map(), faces: new Map(), people: new Map() });

/** Lines of text, evenly spread over the picture. */
export function linesOf(...texts: readonly string[]): OcrLine[] {
  return texts.map((text, index) => ({
    text,
    confidence: 98,
    box: { left: 0.05, top: 0.1 + index * 0.08, width: 0.9, height: 0.05 },
  }));
}

export function faceAt(left: number, yaw = 0): DetectedFace {
  return {
    box: { left, top: 0.3, width: 0.2, height: 0.3 },
    confidence: 99,
    brightness: 70,
    sharpness: 80,
    pose: { yaw, pitch: 0, roll: 0 },
  };
}

/** A JPEG as far as headers go: start of image, one frame header with this size, end of image. */
export function jpegOf(width: number, height: number): Uint8Array {
  const size = [height >> 8, height & 255, width >> 8, width & 255];
  const frame = [0xff, 0xc0, 0, 17, 8, ...size, 3, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1];
  return Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0, 4, 0, 0, ...frame, 0xff, 0xd9]);
}

export const WEBM = Uint8Array.from(
  Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'),
);
