import type { InferInput } from 'valibot';
import type {
  EnrolmentView,
  UploadRequest,
  VideoChallenge,
  VideoRequest,
} from '../../lambdas/contracts/enrolment.ts';
import { call } from '../api/call.ts';
import { upload } from '../api/upload.ts';
import type { FrameName, Recording } from './recording.ts';

const PARTS = ['face-1', 'face-2', 'face-3', 'document', 'video'] as const;
type Part = FrameName | 'video';

const contentOf = (recording: Recording, part: Part): Blob =>
  part === 'video' ? recording.video : recording.frames[part];

const requestOf = (attempt: string, recording: Recording, part: Part): UploadRequest => {
  const { size } = contentOf(recording, part);
  return part === 'video'
    ? { kind: 'video', attempt, contentType: recording.contentType, size }
    : { kind: 'frame', attempt, frame: part, contentType: 'image/jpeg', size };
};

/**
 * Sends a recording while the person watches it: places for uploads are only given while the challenge is fresh.
 * What has arrived is kept, so that trying again after a lost connection goes on from there.
 */
export class Sending {
  readonly #challenge: VideoChallenge;
  readonly #recording: Recording;
  readonly #arrived = new Map<Part, string>();
  readonly #onProgress: (fraction: number) => void;
  #underWay: Promise<void> | undefined;

  constructor(challenge: VideoChallenge, recording: Recording, onProgress: (fraction: number) => void) {
    this.#challenge = challenge;
    this.#recording = recording;
    this.#onProgress = onProgress;
  }

  /** Starts, or waits for what is under way; a failed turn may be started again. */
  send(): Promise<void> {
    this.#underWay ??= this.#sendMissing().finally(() => {
      this.#underWay = undefined;
    });
    return this.#underWay;
  }

  /** Confirms the recording once everything has arrived; the challenge is used up. */
  async confirm(): Promise<EnrolmentView> {
    await this.send();
    const arrived = (part: Part): string => this.#arrived.get(part) ?? '';
    const request: InferInput<typeof VideoRequest> = {
      attempt: this.#challenge.attempt,
      video: arrived('video'),
      frames: {
        'face-1': arrived('face-1'),
        'face-2': arrived('face-2'),
        'face-3': arrived('face-3'),
        document: arrived('document'),
      },
    };
    return call<EnrolmentView>('POST', '/api/enrolment/video', request);
  }

  async #sendMissing(): Promise<void> {
    const total = PARTS.reduce((sum, part) => sum + contentOf(this.#recording, part).size, 0);
    let before = 0;
    for (const part of PARTS) {
      const content = contentOf(this.#recording, part);
      if (!this.#arrived.has(part)) {
        const request = requestOf(this.#challenge.attempt, this.#recording, part);
        const report = (fraction: number): void =>
          this.#onProgress((before + fraction * content.size) / total);
        this.#arrived.set(part, await upload(request, content, report));
      }
      before += content.size;
      this.#onProgress(before / total);
    }
  }
}
