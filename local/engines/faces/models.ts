import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Pixels } from '../picture/pixels.ts';

const require = createRequire(import.meta.url);

/** A tensor as far as it is handled here. */
interface Tensor {
  dispose(): void;
}

interface Landmarks {
  readonly positions: readonly { readonly x: number; readonly y: number }[];
}

interface DetectedFace {
  readonly detection: {
    readonly score: number;
    readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  };
  readonly landmarks: Landmarks;
}

interface FaceApi {
  readonly nets: Readonly<Record<string, { loadFromDisk(folder: string): Promise<void> }>>;
  readonly SsdMobilenetv1Options: new (options: { minConfidence: number; maxResults: number }) => object;
  detectAllFaces(picture: Tensor, options: object): { withFaceLandmarks(): Promise<DetectedFace[]> };
  computeFaceDescriptor(picture: Tensor): Promise<Float32Array>;
}

interface TensorFlow {
  setBackend(name: string): Promise<boolean>;
  ready(): Promise<void>;
  tensor3d(data: Uint8Array, shape: readonly [number, number, number], type: 'int32'): Tensor;
}

/** The dlib networks as face-api.js carries them: detector, 68 landmarks, 128 numbers per face. */
export interface FaceModels {
  detect(picture: Pixels, leastConfidence: number): Promise<DetectedFace[]>;
  describe(chip: Pixels): Promise<Float32Array>;
}

const NETWORKS = ['ssdMobilenetv1', 'faceLandmark68Net', 'faceRecognitionNet'] as const;
const MAX_FACES = 100;

/** Loads the networks (MIT, weights inside the package) on TensorFlow's WebAssembly backend. */
export async function loadFaceModels(): Promise<FaceModels> {
  const tf: TensorFlow = require('@tensorflow/tfjs');
  const wasm: { setWasmPaths(folder: string): void } = require('@tensorflow/tfjs-backend-wasm');
  wasm.setWasmPaths(`${dirname(require.resolve('@tensorflow/tfjs-backend-wasm'))}/`);
  await tf.setBackend('wasm');
  await tf.ready();
  const faceapi: FaceApi = require('@vladmandic/face-api/dist/face-api.node-wasm.js');
  const folder = join(dirname(require.resolve('@vladmandic/face-api/package.json')), 'model');
  for (const network of NETWORKS) await faceapi.nets[network]?.loadFromDisk(folder);

  async function withTensor<T>(
    { data, width, height }: Pixels,
    use: (tensor: Tensor) => Promise<T>,
  ): Promise<T> {
    const tensor = tf.tensor3d(data, [height, width, 3], 'int32');
    try {
      return await use(tensor);
    } finally {
      tensor.dispose();
    }
  }
  return {
    detect: (picture, minConfidence) =>
      withTensor(picture, async (tensor) => {
        const options = new faceapi.SsdMobilenetv1Options({ minConfidence, maxResults: MAX_FACES });
        return faceapi.detectAllFaces(tensor, options).withFaceLandmarks();
      }),
    describe: (chip) => withTensor(chip, (tensor) => faceapi.computeFaceDescriptor(tensor)),
  };
}
