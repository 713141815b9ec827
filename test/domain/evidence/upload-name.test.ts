import { describe, expect, it } from 'vitest';
import {
  newUploadName,
  requireDocumentUpload,
  requireFrameUpload,
  requireVideoUpload,
} from '../../../lambdas/domain/evidence/upload-name.ts';
import { randomness } from '../../../lambdas/shell/randomness.ts';

const ATTEMPT = randomness.id();

describe('names of uploads', () => {
  it('A7: a name made for a side is accepted for that side only', () => {
    const name = newUploadName(
      { kind: 'document', side: 'front', contentType: 'image/png', size: 1 },
      randomness,
    );
    expect(requireDocumentUpload(name, 'front')).toBe(name);
    expect(() => requireDocumentUpload(name, 'back')).toThrow('does not belong');
  });

  it('A8: parts of a recording belong to its attempt and their place', () => {
    const video = newUploadName(
      { kind: 'video', attempt: ATTEMPT, contentType: 'video/webm', size: 1 },
      randomness,
    );
    const still = newUploadName(
      { kind: 'frame', attempt: ATTEMPT, frame: 'document', contentType: 'image/jpeg', size: 1 },
      randomness,
    );
    expect(requireVideoUpload(video, ATTEMPT)).toBe(video);
    expect(requireFrameUpload(still, 'document', ATTEMPT)).toBe(still);
    expect(() => requireVideoUpload(video, randomness.id())).toThrow();
    expect(() => requireFrameUpload(still, 'face-1', ATTEMPT)).toThrow();
  });

  it.each([
    '../secret',
    'document-front-',
    'document-front-short',
    'document-front-/etc/passwd-xxxxxxxxxxxx',
    '',
  ])('A7: %j is no name of ours', (name) => {
    expect(() => requireDocumentUpload(name, 'front')).toThrow('does not belong');
  });

  it('A8: an attempt cannot smuggle a pattern in', () => {
    expect(() => requireVideoUpload(`video-abc-${'a'.repeat(22)}`, '.*')).toThrow();
  });
});
