import type { PictureSide, UploadRequest } from '../../contracts/enrolment.ts';
import { Refusal } from '../errors.ts';
import type { Randomness } from '../randomness.ts';

const RANDOM = '[A-Za-z0-9_-]{22}';
export type FrameName = Extract<UploadRequest, { kind: 'frame' }>['frame'];

/** The name of a new upload says what it is and, for videos, which recording it belongs to; its end cannot be guessed. */
export function newUploadName(request: UploadRequest, randomness: Randomness): string {
  const end = randomness.id();
  switch (request.kind) {
    case 'document':
      return `document-${request.side}-${end}`;
    case 'video':
      return `video-${request.attempt}-${end}`;
    case 'frame':
      return `${request.frame}-${request.attempt}-${end}`;
  }
}

export function requireDocumentUpload(upload: string, side: PictureSide): string {
  return requireName(upload, `document-${side}-${RANDOM}`);
}

export function requireVideoUpload(upload: string, attempt: string): string {
  return requireName(upload, `video-${plain(attempt)}-${RANDOM}`);
}

export function requireFrameUpload(upload: string, frame: FrameName, attempt: string): string {
  return requireName(upload, `${frame}-${plain(attempt)}-${RANDOM}`);
}

const plain = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, '');

function requireName(upload: string, pattern: string): string {
  if (new RegExp(`^${pattern}$`).test(upload)) return upload;
  throw new Refusal(
    'invalid',
    'upload-unknown',
    'This upload does not belong here. Ask for an upload and send the file again.',
    { next: ['new-picture'] },
  );
}
