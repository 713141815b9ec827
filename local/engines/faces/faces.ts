import { engineThread } from '../thread/engine-thread.ts';
import type { FoundFace } from './find.ts';
import { similarity } from './similarity.ts';

/** One face of the target, and how alike it is to the source's. */
export interface Likeness {
  readonly face: FoundFace;
  /** 0–100; 80 is the shipped threshold. */
  readonly similarity: number;
}

/** The largest face of the source against every face of the target; `source` is undefined when it has none. */
export interface FaceComparison {
  readonly source: FoundFace | undefined;
  readonly targets: readonly Likeness[];
}

/** Finds and compares faces, in a thread of its own. */
export interface Faces {
  /** Loads the networks ahead of the first picture (under a second). */
  warm(): Promise<void>;
  /** Faces of a JPEG or PNG, largest first. Throws PictureRefused. */
  find(bytes: Uint8Array): Promise<FoundFace[]>;
  compare(source: Uint8Array, target: Uint8Array): Promise<FaceComparison>;
  close(): Promise<void>;
}

/** The thread starts at the first call. */
export function createFaces(): Faces {
  const thread = engineThread(new URL('./faces-thread.ts', import.meta.url));
  const find = async (bytes: Uint8Array) => (await thread.call('find', bytes)) as FoundFace[];
  return {
    warm: async () => {
      await thread.call('warm', undefined);
    },
    find,
    async compare(source, target) {
      const [face] = await find(source);
      if (!face) return { source: undefined, targets: [] };
      const targets = (await find(target)).map((other) => ({
        face: other,
        similarity: similarity(face.descriptor, other.descriptor),
      }));
      return { source: face, targets: targets.sort((a, b) => b.similarity - a.similarity) };
    },
    close: () => thread.close(),
  };
}
