import type { DocumentType, PictureSide } from '../../contracts/enrolment.ts';
import {
  expectationOf,
  judgeLegibility,
  type LegibilityJudgement,
} from '../identity-document/legibility/judge-legibility.ts';
import type { PictureSignals } from '../identity-document/legibility/picture-signals.ts';
import type { Enrolment, EnrolmentChanges, JudgedPicture } from './enrolment.ts';
import { pictureOf } from './enrolment.ts';
import { stepAfter } from './steps.ts';

/** Judges one side of this enrolment's document; the zone is asked for on the side where it must be. */
export function judgeSide(
  enrolment: Enrolment & { readonly documentType: DocumentType },
  side: PictureSide,
  signals: PictureSignals,
  today: string,
): LegibilityJudgement {
  const other = pictureOf(enrolment, side === 'front' ? 'back' : 'front');
  const expectation = expectationOf(enrolment.documentType, side, other?.zoneRead === true);
  return judgeLegibility(signals, { expectation, today });
}

/** The picture takes the place of the one judged before for its side. */
export function withPicture(enrolment: Enrolment, picture: JudgedPicture): EnrolmentChanges {
  const others = enrolment.pictures.filter(({ side }) => side !== picture.side);
  return {
    step: stepAfter(enrolment.step, 'add-picture'),
    pictures: [...others, picture].sort((a, b) => (a.side > b.side ? -1 : 1)),
    recording: undefined,
  };
}
