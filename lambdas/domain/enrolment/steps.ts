import type { EnrolmentStep } from '../../contracts/enrolment.ts';
import type { NextRoute } from '../../contracts/problem.ts';
import { Refusal } from '../errors.ts';

/** What a person (or the verification machine) can do with an enrolment. */
export type EnrolmentAction =
  | 'send-email-code'
  | 'confirm-email'
  | 'send-phone-code'
  | 'confirm-phone'
  | 'choose-document-type'
  | 'fill-form'
  | 'confirm-form'
  | 'choose-online'
  | 'choose-counter'
  | 'open-letter'
  | 'add-picture'
  | 'confirm-document'
  | 'challenge-video'
  | 'confirm-video'
  | 'submit'
  | 'open-review'
  | 'accept'
  | 'reject'
  | 'ask-again'
  | 'cancel';

interface Transition {
  readonly from: readonly EnrolmentStep[];
  /** Absent: the step stays. */
  readonly to?: EnrolmentStep;
}

const IN_SECURE_SPACE = ['letter-opened', 'document-uploaded', 'video-recorded', 'retry'] as const;
const FORM_STEPS = ['document-type-chosen', 'form-filled', 'form-confirmed'] as const;
const BEFORE_SUBMISSION = [
  'started',
  'email-verified',
  'phone-verified',
  ...FORM_STEPS,
  'letter-sent',
  ...IN_SECURE_SPACE,
] as const;

/**
 * The allowed transitions (A4). A step that was just done is allowed again where doing it twice changes
 * nothing, so that a lost answer can be asked for anew.
 */
export const TRANSITIONS: Readonly<Record<EnrolmentAction, Transition>> = {
  'send-email-code': { from: ['started', 'email-verified'] },
  'confirm-email': { from: ['started', 'email-verified'], to: 'email-verified' },
  'send-phone-code': { from: ['email-verified', 'phone-verified'] },
  'confirm-phone': { from: ['email-verified', 'phone-verified'], to: 'phone-verified' },
  'choose-document-type': { from: ['phone-verified', ...FORM_STEPS, 'retry'], to: 'document-type-chosen' },
  'fill-form': { from: [...FORM_STEPS, 'retry'], to: 'form-filled' },
  'confirm-form': { from: ['form-filled', 'form-confirmed'], to: 'form-confirmed' },
  'choose-online': { from: ['form-confirmed', 'letter-sent'], to: 'letter-sent' },
  'choose-counter': { from: ['form-confirmed', 'letter-sent', ...IN_SECURE_SPACE], to: 'form-confirmed' },
  'open-letter': { from: ['letter-sent'], to: 'letter-opened' },
  'add-picture': { from: IN_SECURE_SPACE, to: 'letter-opened' },
  'confirm-document': { from: ['letter-opened', 'document-uploaded', 'retry'], to: 'document-uploaded' },
  'challenge-video': { from: ['document-uploaded', 'video-recorded'], to: 'document-uploaded' },
  'confirm-video': { from: ['document-uploaded'], to: 'video-recorded' },
  submit: { from: ['video-recorded'], to: 'submitted' },
  'open-review': { from: ['submitted', 'in-review'], to: 'in-review' },
  accept: { from: ['submitted', 'in-review'], to: 'accepted' },
  reject: { from: ['submitted', 'in-review'], to: 'rejected' },
  'ask-again': { from: ['submitted', 'in-review'], to: 'retry' },
  cancel: { from: BEFORE_SUBMISSION, to: 'cancelled' },
};

/** What comes first at each step, as the person is told, and where they can go. */
const FIRST: Readonly<Record<EnrolmentStep, readonly [sentence: string, ...next: NextRoute[]]>> = {
  started: ['Prove your e-mail address first.'],
  'email-verified': ['Prove your phone number first.'],
  'phone-verified': ['Choose the type of your document first.'],
  'document-type-chosen': ['Fill in the form first.'],
  'form-filled': ['Check the form and confirm it first.'],
  'form-confirmed': ['Choose first whether to go on online or at a counter.', 'counter'],
  'letter-sent': ['Open the registered letter that was sent to your e-mail address first.', 'counter'],
  'letter-opened': [
    'Add legible pictures of your document and confirm them first.',
    'new-picture',
    'counter',
  ],
  'document-uploaded': ['Record the video and confirm it first.', 'counter'],
  'video-recorded': ['Only the submission is left.', 'counter'],
  submitted: ['Your request is being verified: wait for the decision.', 'wait', 'support'],
  'in-review': ['Your request is being reviewed: wait for the decision.', 'wait', 'support'],
  retry: ['Look at what was asked for, and confirm your document again.', 'new-picture', 'counter'],
  rejected: ['This request was decided. You can begin a new one or go to a counter.', 'restart', 'counter'],
  accepted: ['You are accepted: open the activation link in your e-mail.', 'sign-in', 'support'],
  active: ['Your identity is active: sign in with your phone.', 'sign-in'],
  cancelled: ['This request was cancelled. You can begin a new one.', 'restart'],
};

/**
 * The step an enrolment is at after `action`.
 * @throws Refusal conflict `step-out-of-order`, naming what comes first
 */
export function stepAfter(step: EnrolmentStep, action: EnrolmentAction): EnrolmentStep {
  const { from, to } = TRANSITIONS[action];
  if (from.includes(step)) return to ?? step;
  const [sentence, ...next] = FIRST[step];
  throw new Refusal('conflict', 'step-out-of-order', sentence, next.length > 0 ? { next } : {});
}

/** Whether `action` is allowed at `step`. */
export function mayDo(step: EnrolmentStep, action: EnrolmentAction): boolean {
  return TRANSITIONS[action].from.includes(step);
}
