import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_VERIFICATION } from '../../../lambdas/contracts/settings.ts';
import { decide } from '../../../lambdas/domain/verification/decide.ts';
import {
  isReasonCode,
  nextRoutes,
  REASONS,
  type ReasonCode,
} from '../../../lambdas/domain/verification/reasons.ts';
import type { FrameSignal, VerificationSignals } from '../../../lambdas/domain/verification/signals.ts';

const policy = DEFAULT_VERIFICATION;
const face = { box: { left: 0.3, top: 0.2, width: 0.3, height: 0.4 }, confidence: 99 };

function frame(name: string, yaw: number, change: Partial<FrameSignal> = {}): FrameSignal {
  return {
    name,
    digest: `digest of ${name}`,
    faces: [{ ...face, pose: { yaw, pitch: 0, roll: 0 } }],
    portraitSimilarity: 96,
    firstFrameSimilarity: 99,
    ...change,
  };
}

const genuine: VerificationSignals = {
  level: 'low',
  attemptsLeft: 4,
  pictures: [
    { side: 'front', legible: true },
    { side: 'back', legible: true },
  ],
  zone: { outcome: 'read', corrections: [] },
  document: [],
  comparison: [
    {
      field: 'family_name',
      form: 'MARTIN',
      mrz: 'MARTIN',
      printed: 'MARTIN',
      verdict: 'agrees',
      severity: 'none',
      notes: [],
    },
    {
      field: 'document_number',
      mrz: 'X4RTBPFW4',
      printed: 'X4RTBPFW4',
      verdict: 'agrees',
      severity: 'none',
      notes: [],
    },
  ],
  portraitFound: true,
  frames: [frame('face-1', 0), frame('face-2', 8), frame('face-3', -6)],
  documentInVideo: true,
  speech: 'digits-heard',
  duplicates: { person: [], document: [] },
};

function at(level: 'low' | 'substantial', change: Partial<VerificationSignals> = {}) {
  const { outcome, recommendation, reasons } = decide({ ...genuine, level, ...change }, policy);
  return { outcome, recommendation, codes: reasons.map(({ code }) => code) };
}

function framesWith(change: Partial<FrameSignal>): VerificationSignals['frames'] {
  return genuine.frames.map((each) => ({ ...each, ...change }));
}

it('A9: at low everything agreeing is approved; at substantial a person still decides', () => {
  expect(at('low')).toEqual({ outcome: 'approve', recommendation: 'approve', codes: [] });
  expect(at('substantial')).toEqual({ outcome: 'review', recommendation: 'approve', codes: [] });
});

const lookAlike = { line: 1, position: 8, from: 'O', to: '0', why: 'look-alike-by-check-digit' } as const;
const byType = { line: 2, position: 3, from: 'O', to: '0', why: 'look-alike-by-field-type' } as const;
const unprinted = genuine.comparison.filter(({ field }) => field !== 'document_number');
const contradiction = {
  field: 'birthdate',
  form: '1990-07-13',
  mrz: '1991-07-13',
  verdict: 'differs',
  severity: 'major',
  notes: [],
} as const;
const unfound = {
  field: 'given_name',
  form: 'Anna',
  verdict: 'not-found',
  severity: 'minor',
  notes: [],
} as const;

const cases: readonly [ReasonCode, 'reject' | 'retry' | 'review', Partial<VerificationSignals>][] = [
  [
    'document-expired',
    'reject',
    { document: [{ code: 'document-expired', evidence: { expiryDate: '2020-01-01' } }] },
  ],
  ['holder-under-age', 'reject', { document: [{ code: 'holder-under-age', evidence: {} }] }],
  [
    'issuing-state-not-accepted',
    'reject',
    { document: [{ code: 'issuing-state-not-accepted', evidence: {} }] },
  ],
  [
    'residence-permit-too-short',
    'reject',
    { document: [{ code: 'residence-permit-too-short', evidence: {} }] },
  ],
  ['face-another-person', 'reject', { frames: framesWith({ portraitSimilarity: 12 }) }],
  ['picture-unreadable', 'retry', { pictures: [{ side: 'front', legible: false, reason: 'glare' }] }],
  ['zone-absent', 'retry', { zone: { outcome: 'absent' } }],
  ['zone-unreadable', 'retry', { zone: { outcome: 'unreadable', problems: [{ code: 'ambiguous-repair' }] } }],
  ['document-of-another-type', 'retry', { document: [{ code: 'document-of-another-type', evidence: {} }] }],
  ['portrait-not-found', 'retry', { portraitFound: false, frames: framesWith({}) }],
  ['face-not-found', 'retry', { frames: [...genuine.frames.slice(1), frame('face-1', 0, { faces: [] })] }],
  ['face-not-found', 'retry', { frames: [] }],
  ['face-uncertain', 'review', { frames: framesWith({ portraitSimilarity: 70 }) }],
  [
    'several-faces',
    'review',
    { frames: framesWith({ faces: [face, { ...face, box: { ...face.box, left: 0 } }] }) },
  ],
  ['frames-identical', 'review', { frames: framesWith({ digest: 'one and the same' }) }],
  ['frames-of-different-people', 'review', { frames: framesWith({ firstFrameSimilarity: 20 }) }],
  ['document-not-in-video', 'review', { documentInVideo: false }],
  ['voice-not-heard', 'review', { speech: 'silent' }],
  ['digits-wrong', 'review', { speech: 'digits-wrong' }],
  ['zone-repaired', 'review', { zone: { outcome: 'read', corrections: [lookAlike] }, comparison: unprinted }],
  ['zone-repaired', 'review', { zone: { outcome: 'read', corrections: [byType, byType, byType, byType] } }],
  ['data-contradicts', 'review', { comparison: [...genuine.comparison, contradiction] }],
  ['data-incomplete', 'review', { comparison: [...genuine.comparison, unfound] }],
  ['duplicate-person', 'review', { duplicates: { person: ['K7PX-4M2Q'], document: [] } }],
  ['document-already-used', 'review', { duplicates: { person: [], document: ['K7PX-4M2Q'] } }],
  [
    'document-expiry-uncertain',
    'review',
    { document: [{ code: 'document-expiry-uncertain', evidence: {} }] },
  ],
];

it.each(cases)('A9: %s leads to %s at low', (code, outcome, change) => {
  const decision = at('low', change);
  expect(decision.outcome).toBe(outcome);
  expect(decision.codes).toContain(code);
});

it.each(cases.filter(([, outcome]) => outcome !== 'retry'))(
  'A9: %s goes to a person at substantial, with %s recommended',
  (_, outcome, change) => {
    expect(at('substantial', change)).toMatchObject({ outcome: 'review', recommendation: outcome });
  },
);

describe('what does not stop an approval', () => {
  it.each<[string, Partial<VerificationSignals>]>([
    ['digits not checked by a machine', { speech: 'voice-only' }],
    ['a quiet head', { frames: framesWith({ faces: [face] }) }],
    ['a repair that the print confirms', { zone: { outcome: 'read', corrections: [lookAlike] } }],
    [
      'lost fillers',
      { zone: { outcome: 'read', corrections: [{ ...byType, from: '', to: '<<', why: 'filler-missing' }] } },
    ],
    [
      'one weaker still among sure ones',
      { frames: [frame('face-1', 0, { portraitSimilarity: 75 }), ...genuine.frames.slice(1)] },
    ],
  ])('A9: %s', (_, change) => {
    expect(at('low', change).outcome).toBe('approve');
  });

  it('A9: unless the policy demands it', () => {
    const strict = { ...policy, spokenDigitsNeeded: true, movementNeeded: true };
    expect(decide({ ...genuine, speech: 'voice-only' }, strict).outcome).toBe('review');
    expect(decide({ ...genuine, frames: framesWith({ faces: [face] }) }, strict).outcome).toBe('review');
  });
});

it('A9: a technical fault goes back at once, unless there is something else to look at or no attempt left', () => {
  const blurred = { pictures: [{ side: 'front' as const, legible: false, reason: 'too-blurred' }] };
  expect(at('substantial', blurred).outcome).toBe('retry');
  expect(at('substantial', { ...blurred, duplicates: { person: ['X'], document: [] } }).outcome).toBe(
    'review',
  );
  expect(at('substantial', { ...blurred, attemptsLeft: 0 }).outcome).toBe('review');
  expect(at('low', { ...blurred, attemptsLeft: 0 }).outcome).toBe('review');
});

it('A9: a sure reason to reject weighs more than a technical one', () => {
  const both = {
    document: [{ code: 'document-expired' as const, evidence: {} }],
    pictures: [{ side: 'back' as const, legible: false }],
  };
  expect(at('low', both)).toMatchObject({
    outcome: 'reject',
    codes: ['document-expired', 'picture-unreadable'],
  });
});

it('A9: whatever the signals, substantial is never approved or rejected by a machine, low never with a doubt', () => {
  const change = fc.constantFrom(...cases.map(([, , each]) => each), {});
  fc.assert(
    fc.property(
      change,
      change,
      fc.constantFrom('low' as const, 'substantial' as const),
      (one, two, level) => {
        const decision = decide({ ...genuine, ...one, ...two, level }, policy);
        if (level === 'substantial') expect(['review', 'retry']).toContain(decision.outcome);
        if (decision.outcome === 'approve') {
          expect(decision.reasons.every(({ severity }) => severity === 'note')).toBe(true);
        }
      },
    ),
  );
});

it('A10: every reason says what it means, gives advice and a next route', () => {
  for (const [code, { meaning, advice, next }] of Object.entries(REASONS)) {
    expect(isReasonCode(code)).toBe(true);
    expect(meaning).toMatch(/^[A-Z].+\.$/);
    expect(advice).toMatch(/^[a-z-]+$/);
    expect(next.length).toBeGreaterThan(0);
  }
  expect(isReasonCode('toString')).toBe(false);
});

it('A5: after any refusal a route leads on', () => {
  for (const code of Object.keys(REASONS).filter(isReasonCode)) {
    const routes = nextRoutes([code]);
    expect(routes).not.toContain('wait');
    expect(routes.some((route) => route === 'counter' || route === 'support')).toBe(true);
  }
  expect(nextRoutes(['picture-unreadable', 'face-not-found'])[0]).toBe('new-picture');
});
