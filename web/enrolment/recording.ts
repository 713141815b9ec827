import { sharpness, still } from './picture.ts';

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

/** Keeps the sharpest still of `shots` taken over `seconds`, or until `done` says so. */
async function sharpest(
  video: HTMLVideoElement,
  {
    seconds,
    shots,
    signal,
    done,
  }: { seconds: number; shots: number; signal: AbortSignal; done?: () => boolean },
): Promise<Blob> {
  let best: Blob | undefined;
  let bestSharpness = -1;
  for (let shot = 0; shot < shots; shot++) {
    await pause(seconds / shots, signal);
    const now = sharpness(video);
    if (now >= bestSharpness) {
      best = await still(video);
      bestSharpness = now;
    }
    if (done?.()) break;
  }
  return best ?? still(video);
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
    const faces: Blob[] = [];
    for (const index of [0, 1, 2]) {
      onScene({ at: 'digit', index });
      faces.push(await sharpest(video, { seconds: timing.digit, shots: 3, signal }));
    }
    onScene({ at: 'document' });
    await pause(Math.min(1.2, timing.document / 4), signal);
    const shots = Math.max(2, Math.floor(timing.document / 0.5));
    const seconds = timing.document * 0.9;
    const document = await sharpest(video, { seconds, shots, signal, done: plan.documentShown });
    const blob = await recorder.stop();
    const [first = document, second = document, third = document] = faces;
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
