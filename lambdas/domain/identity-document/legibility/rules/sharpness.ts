import { averageConfidence, type ExaminedPicture, type LegibilityRule } from '../examined-picture.ts';

function zoneConfidences({ zone, signals }: ExaminedPicture): number[] {
  return (zone?.sources ?? []).flatMap((source) => signals.textLines[source]?.confidence ?? []);
}

/** Some lines of the zone read well and others not: light reflects from a part of the document. */
export const glare: LegibilityRule = (picture) => {
  if (picture.reading || !picture.zone) return undefined;
  const confidences = zoneConfidences(picture);
  const spread = Math.max(...confidences) - Math.min(...confidences);
  return spread >= picture.limits.glareSpread ? 'glare' : undefined;
};

/** All text reads badly. */
export const tooBlurred: LegibilityRule = ({ signals, reading, limits }) =>
  !reading && signals.textLines.length > 0 && averageConfidence(signals) < limits.textConfidence
    ? 'too-blurred'
    : undefined;
