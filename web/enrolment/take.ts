import type { VideoChallenge } from '../../lambdas/contracts/enrolment.ts';
import type { Recording } from './recording.ts';

/** One recording and the digits it was made for. */
export interface Take {
  readonly challenge: VideoChallenge;
  readonly recording: Recording;
}
