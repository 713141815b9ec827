import type { DocumentType, PictureSide } from '../../../contracts/enrolment.ts';
import type { MrzProblem } from '../../mrz/problem.ts';
import type { MrzReading } from '../../mrz/reading.ts';
import { examine, type LegibilityRule } from './examined-picture.ts';
import {
  LEGIBILITY_LIMITS,
  type LegibilityLimits,
  type LegibilityReason,
  type PictureSignals,
  type SideExpectation,
} from './picture-signals.ts';
import { noDocument, noPortrait, severalDocuments, wrongSide } from './rules/content.ts';
import { cutOff } from './rules/frame.ts';
import { tooDarkOrBright } from './rules/light.ts';
import { glare, tooBlurred } from './rules/sharpness.ts';
import { tooFarAway, tooSmall } from './rules/size.ts';
import { noZone, zoneUnreadable } from './rules/zone.ts';

/** In this order: the first reason is the one whose cure may cure the others. */
const RULES: readonly LegibilityRule[] = [
  tooSmall,
  noDocument,
  severalDocuments,
  wrongSide,
  cutOff,
  tooFarAway,
  tooDarkOrBright,
  tooBlurred,
  glare,
  noZone,
  zoneUnreadable,
  noPortrait,
];

export type LegibilityJudgement =
  | { readonly legible: true; readonly reading?: MrzReading }
  | {
      readonly legible: false;
      readonly reason: LegibilityReason;
      readonly zoneProblems: readonly MrzProblem[];
    };

/**
 * What a side must show: passports have portrait and zone on one page; cards the portrait in front and the zone on
 * the back, except the old French card, whose zone is in front, so that its back may show anything.
 * @param zoneOnOtherSide the zone was read on the side pictured before
 */
export function expectationOf(
  type: DocumentType,
  side: PictureSide,
  zoneOnOtherSide: boolean,
): SideExpectation {
  if (type === 'passport') return { portrait: 'required', zone: 'required' };
  if (side === 'front') return { portrait: 'required', zone: 'optional' };
  return { portrait: 'optional', zone: zoneOnOtherSide ? 'optional' : 'required' };
}

/**
 * Judges at once whether a picture of a document can be used (A7), with the first reason the person can act on.
 * @param today ISO date, settles the centuries of the zone that is read on the way
 */
export function judgeLegibility(
  signals: PictureSignals,
  {
    expectation,
    today,
    limits = LEGIBILITY_LIMITS,
  }: { readonly expectation: SideExpectation; readonly today: string; readonly limits?: LegibilityLimits },
): LegibilityJudgement {
  const picture = examine(signals, expectation, limits, today);
  for (const rule of RULES) {
    const reason = rule(picture);
    if (reason) return { legible: false, reason, zoneProblems: picture.zoneProblems };
  }
  return { legible: true, ...(picture.reading && { reading: picture.reading }) };
}
