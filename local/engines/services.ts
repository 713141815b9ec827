import type { ServiceFactory } from '../cloud/parts.ts';
import { createFaces } from './faces/faces.ts';
import { createReader } from './reading/reader.ts';
import { rekognition } from './rekognition/service.ts';
import { textract } from './textract/service.ts';

export interface Engines {
  readonly factories: readonly ServiceFactory[];
  /** Loads the networks ahead of the first picture, in threads of their own; seconds of CPU, half a gigabyte. */
  warm(): Promise<void>;
}

/** The recognisers of the laptop cloud. */
export function createEngines(): Engines {
  const reader = createReader();
  const faces = createFaces();
  return {
    factories: [(parts) => textract(parts, reader), (parts) => rekognition(parts, faces)],
    async warm() {
      await reader.warm();
      await faces.warm();
    },
  };
}
