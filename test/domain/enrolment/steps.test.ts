import { describe, expect, it } from 'vitest';
import { EnrolmentStep } from '../../../lambdas/contracts/enrolment.ts';
import {
  type EnrolmentAction,
  mayDo,
  stepAfter,
  TRANSITIONS,
} from '../../../lambdas/domain/enrolment/steps.ts';
import { Refusal } from '../../../lambdas/domain/errors.ts';

const ACTIONS = Object.keys(TRANSITIONS) as EnrolmentAction[];
const ONLINE: readonly (readonly [EnrolmentAction, EnrolmentStep])[] = [
  ['confirm-email', 'email-verified'],
  ['confirm-phone', 'phone-verified'],
  ['choose-document-type', 'document-type-chosen'],
  ['fill-form', 'form-filled'],
  ['confirm-form', 'form-confirmed'],
  ['choose-online', 'letter-sent'],
  ['open-letter', 'letter-opened'],
  ['confirm-document', 'document-uploaded'],
  ['confirm-video', 'video-recorded'],
  ['submit', 'submitted'],
  ['open-review', 'in-review'],
  ['accept', 'accepted'],
];

describe('steps of an enrolment', () => {
  it('A4: the online way leads from the start to acceptance', () => {
    let step: EnrolmentStep = 'started';
    for (const [action, after] of ONLINE) {
      step = stepAfter(step, action);
      expect(step).toBe(after);
    }
  });

  it('A4: each main step is refused with 409 at every earlier step', () => {
    const order = ['started' as EnrolmentStep, ...ONLINE.map(([, step]) => step)];
    ONLINE.forEach(([action], index) => {
      for (const earlier of order.slice(0, index)) {
        if (earlier === 'submitted' && action === 'accept') continue; // the machine may decide without a reviewer
        expect(() => stepAfter(earlier, action), `${action} at ${earlier}`).toThrow(Refusal);
      }
    });
  });

  it('A4: a refusal names what comes first', () => {
    const refusal = catchRefusal(() => stepAfter('email-verified', 'fill-form'));
    expect(refusal).toMatchObject({ kind: 'conflict', code: 'step-out-of-order' });
    expect(refusal.message).toBe('Prove your phone number first.');
  });

  it('A5: whatever is refused late names a way on', () => {
    for (const step of EnrolmentStep.options) {
      const refused = ACTIONS.filter((action) => !mayDo(step, action));
      for (const action of refused) {
        const refusal = catchRefusal(() => stepAfter(step, action));
        expect(refusal.message.length).toBeGreaterThan(10);
        if (['submitted', 'in-review', 'rejected', 'accepted', 'cancelled'].includes(step)) {
          expect(refusal.details.next?.length, `${action} at ${step}`).toBeGreaterThan(0);
        }
      }
    }
  });

  it('A5: a person can change to the counter from the letter on, and cancel until the submission', () => {
    for (const step of [
      'letter-sent',
      'letter-opened',
      'document-uploaded',
      'video-recorded',
      'retry',
    ] as const) {
      expect(stepAfter(step, 'choose-counter')).toBe('form-confirmed');
      expect(stepAfter(step, 'cancel')).toBe('cancelled');
    }
    for (const step of ['submitted', 'in-review', 'accepted', 'active', 'rejected'] as const) {
      expect(mayDo(step, 'cancel')).toBe(false);
    }
  });

  it('A9: nothing a person does leads to a decision', () => {
    const byMachine: EnrolmentAction[] = ['open-review', 'accept', 'reject', 'ask-again'];
    for (const action of ACTIONS.filter((one) => !byMachine.includes(one))) {
      expect(['accepted', 'rejected', 'in-review', 'active']).not.toContain(TRANSITIONS[action].to);
    }
  });
});

function catchRefusal(act: () => unknown): Refusal {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error;
  }
  throw new Error('It was not refused.');
}
