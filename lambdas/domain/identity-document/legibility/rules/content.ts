import { faceArea, type LegibilityRule } from '../examined-picture.ts';

/** Neither text nor a face: a table top, a thumb, a cat. */
export const noDocument: LegibilityRule = ({ signals, portraits, limits }) =>
  signals.textLines.length < limits.fewestLines && portraits.length === 0 ? 'no-document' : undefined;

/** Two portraits of about the same size: two documents, or two sides beside each other. */
export const severalDocuments: LegibilityRule = ({ portraits: [first, second], limits }) =>
  first && second && faceArea(second) >= limits.secondPortraitShare * faceArea(first)
    ? 'several-documents'
    : undefined;

/** The side without portrait where the one with it is asked for, or the other way round. */
export const wrongSide: LegibilityRule = ({ expectation, portraits, zone, reading }) => {
  if (expectation.portrait === 'required' && portraits.length === 0 && reading) return 'wrong-side';
  const onlyZoneAsked = expectation.zone === 'required' && expectation.portrait === 'optional';
  return onlyZoneAsked && portraits.length > 0 && !zone ? 'wrong-side' : undefined;
};

export const noPortrait: LegibilityRule = ({ expectation, portraits }) =>
  expectation.portrait === 'required' && portraits.length === 0 ? 'no-portrait' : undefined;
