/** Reasons a reviewer may give, in the order of how often they are needed; the person reads their sentence. */
export const REASONS = {
  retry: [
    'document-unreadable',
    'document-cut-off',
    'face-not-visible',
    'digits-not-heard',
    'video-unusable',
  ],
  reject: [
    'document-not-genuine',
    'document-expired',
    'not-the-same-person',
    'data-do-not-match',
    'not-live',
    'suspected-fraud',
  ],
} as const;
