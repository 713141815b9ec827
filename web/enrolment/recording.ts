import { sharpness, snapshot, toJpeg } from './picture.ts';

const TYPES = [
  'video/webm;codecs=vp8,opus',
  'video/webm',
  'video/mp4;codecs=avc1.42E01E,mp4a.40.2',
  'video/mp4',
] as const;

/** The container this browser can record, if any. */
export const recordableType = (): string | undefined =>
  typeof MediaRecorder === 'undefined'
    ? undefined
    : TYPES.find((type) => MediaRecorder.isTypeSupported(type));

export type FrameName = 'face-1' | 'face-2' | 'face-3' | 'document';
export interface Recording {
  readonly video: Blob;
  readonly contentType: 'video/webm' | 'video/mp4';
  readonly frames: Readonly<Record<FrameName, Blob>>;
}

/** What the person sees while it runs. */
export type Scene =
  | { readonly at: 'ready'; readonly count: number }
  | { readonly at: 'digit'; readonly index: number }
  | { readonly at: 'document' };

/** How the recording time is shared out (seconds). */
export interface Timing {
  readonly digit: number;
  readonly document: number;
}

const LONGEST_DIGIT = 3.5;
const LONGEST_DOCUMENT = 12;
/** Kept free at the end, so that the recorder stops inside the limit. */
const RESERVE = 1;

/** Shares the time limit between three digits and the document. */
export function timingOf(recordingSeconds: number): Timing {
  const usable = Math.max(recordingSeconds - RESERVE, 6);
  const digit = Math.min(LONGEST_DIGIT, (usable * 0.6) / 3);
  return { digit, document: Math.min(LONGEST_DOCUMENT, usable - 3 * digit) };
}

const pause = (seconds: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, seconds * 1000);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(new DOMException('The recording was given up.', 'AbortError'));
    });
  });

interface Watch {
  readonly seconds: number;
  /** Wanted time between two looks, in seconds; a slow computer looks less often, never longer. */
  readonly every: number;
  readonly signal: AbortSignal;
  readonly done?: () => boolean;
}

/** Watches a scene for its time (by the clock, however slow the computer) and keeps the sharpest picture of it. */
async function sharpest(
  video: HTMLVideoElement,
  { seconds, every, signal, done }: Watch,
): Promise<HTMLCanvasElement> {
  const end = performance.now() + seconds * 1000;
  let best = snapshot(video);
  let bestSharpness = -1;
  for (;;) {
    const left = (end - performance.now()) / 1000;
    if (left <= 0 || done?.()) return best;
    await pause(Math.min(every, left), signal);
    const now = sharpness(video);
    if (now < bestSharpness) continue;
    bestSharpness = now;
    best = snapshot(video);
  }
}

function start(stream: MediaStream, mimeType: string) {
  const recorder = new MediaRecorder(stream, {
    mimeType,
    videoBitsPerSecond: 2_000_000,
    audioBitsPerSecond: 64_000,
  });
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => {
    if (data.size > 0) chunks.push(data);
  };
  recorder.start(500);
  const stop = (): Promise<Blob> =>
    new Promise((resolve) => {
      recorder.onstop = () => resolve(new Blob(chunks, { type: mimeType.split(';')[0] ?? mimeType }));
      recorder.stop();
    });
  const drop = (): void => {
    if (recorder.state !== 'inactive') recorder.stop();
  };
  return { stop, drop };
}

interface RecordingPlan {
  readonly stream: MediaStream;
  readonly video: HTMLVideoElement;
  readonly timing: Timing;
  readonly signal: AbortSignal;
  readonly onScene: (scene: Scene) => void;
  /** The person pressed "done" while showing the document. */
  readonly documentShown: () => boolean;
}

/** Waits 3-2-1, records the three digits and the document in one take, and keeps a still of each (A-24 … A-26). */
export async function record(plan: RecordingPlan): Promise<Recording> {
  const { stream, video, timing, signal, onScene } = plan;
  const mimeType = recordableType();
  if (!mimeType) throw new DOMException('This browser cannot record.', 'NotSupportedError');
  for (const count of [3, 2, 1]) {
    onScene({ at: 'ready', count });
    await pause(1, signal);
  }
  const recorder = start(stream, mimeType);
  try {
    const faces: HTMLCanvasElement[] = [];
    for (const index of [0, 1, 2]) {
      onScene({ at: 'digit', index });
      faces.push(await sharpest(video, { seconds: timing.digit, every: 0.7, signal }));
    }
    onScene({ at: 'document' });
    const settle = Math.min(1.2, timing.document / 4);
    await pause(settle, signal);
    const seconds = timing.document - settle;
    const shown = await sharpest(video, { seconds, every: 0.5, signal, done: plan.documentShown });
    const blob = await recorder.stop();
    const document = await toJpeg(shown);
    const [first = document, second = document, third = document] = await Promise.all(faces.map(toJpeg));
    const contentType = mimeType.startsWith('video/mp4') ? 'video/mp4' : 'video/webm';
    return {
      video: blob,
      contentType,
      frames: { 'face-1': first, 'face-2': second, 'face-3': third, document },
    };
  } catch (error) {
    recorder.drop();
    throw error;
  }
}
