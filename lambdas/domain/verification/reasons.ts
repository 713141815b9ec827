import type { NextRoute } from '../../contracts/problem.ts';

/**
 * What a reason leads to by itself. `reject`: no picture can cure it · `retry`: technical, the person can cure it ·
 * `review`: a person must look · `note`: shown to the reviewer, decides nothing.
 */
export type ReasonEffect = 'reject' | 'retry' | 'review' | 'note';

export interface Reason {
  readonly effect: ReasonEffect;
  /** What it means, for reviewers and documentation. */
  readonly meaning: string;
  /** Key of the advice the person reads (texts in the web app). */
  readonly advice: string;
  /** Where the person can go (A5, A10). Never empty. */
  readonly next: readonly NextRoute[];
}

function reason(effect: ReasonEffect, advice: string, next: readonly NextRoute[], meaning: string): Reason {
  return { effect, meaning, advice, next };
}

const OTHER_DOCUMENT: readonly NextRoute[] = ['other-document', 'counter'];
const NEW_PICTURE: readonly NextRoute[] = ['new-picture', 'other-document', 'counter'];
const NEW_VIDEO: readonly NextRoute[] = ['try-again', 'resume-on-phone', 'counter'];
const COUNTER: readonly NextRoute[] = ['counter', 'support'];
const CORRECT: readonly NextRoute[] = ['correct-the-form', 'new-picture', 'counter'];

/** Every reason a decision can give. Codes are stable: they are stored, translated and shown (A10). */
export const REASONS = {
  // The pictures and the zone.
  'picture-unreadable': reason(
    'retry',
    'take-a-clear-picture',
    NEW_PICTURE,
    'A picture of the document cannot be read.',
  ),
  'zone-absent': reason(
    'retry',
    'show-the-zone',
    NEW_PICTURE,
    'No machine-readable zone was found on any picture.',
  ),
  'zone-unreadable': reason(
    'retry',
    'take-a-clear-picture',
    NEW_PICTURE,
    'The check digits of the machine-readable zone do not match what was read.',
  ),
  'zone-repaired': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'counter'],
    'Characters of the machine-readable zone were put right, and the print does not confirm them.',
  ),
  // The document.
  'document-expired': reason(
    'reject',
    'use-a-valid-document',
    OTHER_DOCUMENT,
    'The document is past its last day.',
  ),
  'document-expiry-uncertain': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'other-document', 'counter'],
    'The old French card ends this month; the printed day decides.',
  ),
  'document-without-expiry': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'other-document', 'counter'],
    'The zone has no expiry date.',
  ),
  'document-not-yet-issued': reason(
    'review',
    'check-the-document',
    NEW_PICTURE,
    'The day of issue is in the future.',
  ),
  'document-validity-implausible': reason(
    'review',
    'check-the-document',
    NEW_PICTURE,
    'The document is good for longer than any of its kind.',
  ),
  'document-of-another-type': reason(
    'retry',
    'choose-the-right-type',
    ['other-document', 'try-again', 'counter'],
    'The document is not of the type that was chosen.',
  ),
  'issuing-state-not-accepted': reason(
    'reject',
    'use-an-accepted-document',
    OTHER_DOCUMENT,
    'Documents of the issuing state are not accepted.',
  ),
  'residence-permit-too-short': reason(
    'reject',
    'use-an-accepted-document',
    OTHER_DOCUMENT,
    'The residence permit was given for fewer years than asked.',
  ),
  'residence-permit-duration-unknown': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'other-document', 'counter'],
    'The printed day of issue of the residence permit was not read.',
  ),
  'holder-under-age': reason(
    'reject',
    'come-back-when-of-age',
    ['support'],
    'The holder is under legal age.',
  ),
  'holder-age-uncertain': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'counter'],
    'The zone does not tell the century of birth, or no birth date at all.',
  ),
  // Form, zone and print.
  'data-contradicts': reason(
    'review',
    'check-what-you-typed',
    CORRECT,
    'Form, machine-readable zone and print contradict each other.',
  ),
  'data-incomplete': reason(
    'review',
    'check-what-you-typed',
    CORRECT,
    'Some data of the form was not found on the document, or only in part.',
  ),
  // The face.
  'portrait-not-found': reason(
    'retry',
    'show-the-portrait',
    NEW_PICTURE,
    'No portrait was found on the document.',
  ),
  'face-not-found': reason(
    'retry',
    'keep-your-face-in-the-mask',
    NEW_VIDEO,
    'A still of the video shows no face.',
  ),
  'several-faces': reason(
    'review',
    'be-alone-in-the-picture',
    NEW_VIDEO,
    'A still of the video shows several faces.',
  ),
  'face-another-person': reason(
    'reject',
    'use-your-own-document',
    ['try-again', 'counter'],
    'The face in the video is not the one on the document.',
  ),
  'face-uncertain': reason(
    'review',
    'wait-for-the-reviewer',
    ['wait', 'counter'],
    'The similarity of the faces is neither high nor low.',
  ),
  // Liveness.
  'frames-identical': reason(
    'review',
    'record-the-video-again',
    NEW_VIDEO,
    'Two stills are the very same picture.',
  ),
  'frames-of-different-people': reason(
    'review',
    'be-alone-in-the-picture',
    NEW_VIDEO,
    'The stills do not show one and the same person.',
  ),
  'head-not-moved': reason(
    'note',
    'record-the-video-again',
    NEW_VIDEO,
    'The head did not move between the stills.',
  ),
  'document-not-in-video': reason(
    'review',
    'show-the-document-to-the-camera',
    NEW_VIDEO,
    'The document was not seen in the video.',
  ),
  'digits-wrong': reason(
    'review',
    'say-the-digits-shown',
    NEW_VIDEO,
    'Other digits were spoken than those shown.',
  ),
  'voice-not-heard': reason(
    'review',
    'say-the-digits-shown',
    NEW_VIDEO,
    'No voice was heard in the recording.',
  ),
  'digits-not-checked': reason(
    'note',
    'wait-for-the-reviewer',
    ['wait'],
    'Which digits were spoken was not checked by the machine.',
  ),
  // Duplicates.
  'duplicate-person': reason(
    'review',
    'use-your-account',
    ['sign-in', 'recover', 'support'],
    'This person has an identity already.',
  ),
  'document-already-used': reason(
    'review',
    'use-your-account',
    ['recover', 'other-document', 'support'],
    'This document proved another identity.',
  ),
  // What only a reviewer can see.
  'document-not-genuine': reason(
    'reject',
    'go-to-a-counter',
    COUNTER,
    'The reviewer takes the document for forged or altered.',
  ),
  'document-damaged': reason(
    'reject',
    'use-an-undamaged-document',
    OTHER_DOCUMENT,
    'The document is damaged.',
  ),
  'digits-not-spoken': reason(
    'retry',
    'say-the-digits-shown',
    NEW_VIDEO,
    'The reviewer did not hear the digits shown.',
  ),
  'video-unusable': reason(
    'retry',
    'record-the-video-again',
    NEW_VIDEO,
    'The reviewer cannot judge the video.',
  ),
  'not-the-same-person': reason(
    'reject',
    'use-your-own-document',
    ['try-again', 'counter'],
    'The reviewer sees another person than on the document.',
  ),
  'document-unreadable': reason(
    'retry',
    'take-a-clear-picture',
    NEW_PICTURE,
    'The reviewer cannot read the document.',
  ),
  'document-cut-off': reason(
    'retry',
    'take-a-clear-picture',
    NEW_PICTURE,
    'A part of the document is missing on a picture.',
  ),
  'face-not-visible': reason(
    'retry',
    'keep-your-face-in-the-mask',
    NEW_VIDEO,
    'The reviewer cannot see the face well enough.',
  ),
  'digits-not-heard': reason(
    'retry',
    'say-the-digits-shown',
    NEW_VIDEO,
    'The reviewer did not hear the digits shown.',
  ),
  'data-do-not-match': reason(
    'reject',
    'check-what-you-typed',
    CORRECT,
    'The reviewer sees other data on the document than in the form.',
  ),
  'not-live': reason(
    'reject',
    'go-to-a-counter',
    COUNTER,
    'The reviewer does not see a living person before the camera.',
  ),
  'suspected-fraud': reason('reject', 'go-to-a-counter', COUNTER, 'The reviewer suspects fraud.'),
  'identity-suspect': reason(
    'reject',
    'go-to-a-counter',
    COUNTER,
    'The reviewer suspects coercion or fraud.',
  ),
} as const satisfies Readonly<Record<string, Reason>>;

export type ReasonCode = keyof typeof REASONS;

export function isReasonCode(text: string): text is ReasonCode {
  return Object.hasOwn(REASONS, text);
}

/** Where a person can go after these reasons: routes that cure each come first, `counter` or `support` always exists. */
export function nextRoutes(codes: readonly ReasonCode[]): NextRoute[] {
  const routes = new Set<NextRoute>(codes.flatMap((code) => [...REASONS[code].next]));
  routes.delete('wait');
  if (!routes.has('counter') && !routes.has('support')) routes.add('support');
  return [...routes];
}
