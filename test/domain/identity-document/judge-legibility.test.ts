import { expect, it } from 'vitest';
import {
  expectationOf,
  judgeLegibility,
} from '../../../lambdas/domain/identity-document/legibility/judge-legibility.ts';
import type {
  DetectedFace,
  PictureSignals,
  SideExpectation,
} from '../../../lambdas/domain/identity-document/legibility/picture-signals.ts';
import { ICAO_TD3, NEW_FRENCH_MARTIN, OLD_FRENCH_LOISEAU } from '../../vectors/machine-readable-zones.ts';

const today = '2026-11-15';
const passportPage = expectationOf('passport', 'front', false);
const cardFront = expectationOf('national-identity-card', 'front', false);
const cardBack = expectationOf('national-identity-card', 'back', false);
const portrait: DetectedFace = {
  box: { left: 0.1, top: 0.3, width: 0.2, height: 0.35 },
  confidence: 99,
  brightness: 60,
};

/** Lines of text one under the other, as a recogniser gives them. */
function text(lines: readonly string[], confidence = 95, height = 0.03): PictureSignals['textLines'] {
  return lines.map((line, index) => ({
    text: line,
    confidence,
    box: { left: 0.05, top: 0.1 + index * 0.08, width: 0.9, height },
  }));
}

const captions = ['REPUBLIQUE FRANCAISE', 'PASSEPORT', 'MARTIN', 'Maelys'];
const page: PictureSignals = {
  image: { width: 1600, height: 1100 },
  textLines: text([...captions, ...ICAO_TD3]),
  faces: [portrait],
};

function reason(signals: Partial<PictureSignals>, expectation: SideExpectation = passportPage): string {
  const judgement = judgeLegibility({ ...page, ...signals }, { expectation, today });
  return judgement.legible ? 'legible' : judgement.reason;
}

it('A7: a good picture is legible, and its zone is handed on', () => {
  const judgement = judgeLegibility(page, { expectation: passportPage, today });
  expect(judgement).toMatchObject({ legible: true, reading: { documentNumber: 'L898902C3' } });
});

it('A7: cards show the portrait in front, the zone on the back; the old French card has both in front', () => {
  const back = { textLines: text(['Taille 1,68 m', ...NEW_FRENCH_MARTIN]), faces: [] };
  expect(reason({ textLines: text(captions) }, cardFront)).toBe('legible');
  expect(reason(back, cardBack)).toBe('legible');
  expect(reason({ textLines: text([...captions, ...OLD_FRENCH_LOISEAU]) }, cardFront)).toBe('legible');
  const oldBack = { textLines: text(['Adresse', '12 rue des Lilas', 'Paris']), faces: [] };
  expect(reason(oldBack, cardBack)).toBe('no-machine-readable-zone');
  expect(reason(oldBack, expectationOf('national-identity-card', 'back', true))).toBe('legible');
});

const broken = ICAO_TD3.map((line) => line.replace('7408122', '7408192'));

it.each([
  ['too-small', { image: { width: 320, height: 220 } }],
  ['no-document', { textLines: [], faces: [] }],
  ['several-documents', { faces: [portrait, { ...portrait, box: { ...portrait.box, left: 0.6 } }] }],
  ['no-portrait', { textLines: text([...captions, ...broken]).slice(0, 4), faces: [], zone: 'optional' }],
  ['cut-off', { faces: [{ ...portrait, box: { ...portrait.box, left: 0 } }] }],
  ['too-far-away', { textLines: text([...captions, ...broken], 95, 0.005) }],
  ['too-blurred', { textLines: text([...captions, ...broken], 40) }],
  ['too-dark', { textLines: text([...captions, ...broken], 40), faces: [{ ...portrait, brightness: 5 }] }],
  ['too-bright', { textLines: text([...captions, ...broken], 40), faces: [{ ...portrait, brightness: 99 }] }],
  ['no-machine-readable-zone', { textLines: text(captions) }],
  ['machine-readable-zone-unreadable', { textLines: text([...captions, ...broken]) }],
  [
    'legible',
    { faces: [portrait, { ...portrait, box: { left: 0.7, top: 0.4, width: 0.08, height: 0.14 } }] },
  ],
] as const)('A7: %s is told', (expected, { ...signals }) => {
  const expectation: SideExpectation =
    'zone' in signals ? { portrait: 'required', zone: 'optional' } : passportPage;
  expect(reason(signals, expectation)).toBe(expected);
});

it('A7: glare is told from blur by one bad line beside a good one', () => {
  const lines = text([...captions, ...broken]).map((line, index) =>
    index === 5 ? { ...line, confidence: 50 } : line,
  );
  expect(reason({ textLines: lines })).toBe('glare');
});

it('A7: a zone running out of the picture is cut off', () => {
  const short = ICAO_TD3.map((line) => line.slice(0, 36));
  const lines = text([...captions, ...short]).map((line) =>
    line.box ? { ...line, box: { ...line.box, width: 0.95 } } : line,
  );
  expect(reason({ textLines: lines })).toBe('cut-off');
});

it('A7: the other side than the one asked for is told', () => {
  expect(reason({ textLines: text(NEW_FRENCH_MARTIN), faces: [] }, cardFront)).toBe('wrong-side');
  expect(reason({ textLines: text(captions) }, cardBack)).toBe('wrong-side');
});

it('A7: an uncertain face is no portrait', () => {
  expect(reason({ textLines: text(captions), faces: [{ ...portrait, confidence: 40 }] }, cardFront)).toBe(
    'no-portrait',
  );
});
