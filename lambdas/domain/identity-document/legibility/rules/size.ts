import type { LegibilityRule } from '../examined-picture.ts';

/** Too few pixels to read anything. */
export const tooSmall: LegibilityRule = ({ signals: { image }, limits }) =>
  Math.min(image.width, image.height) < limits.shortestSidePixels ? 'too-small' : undefined;

/** Enough pixels, but the document fills too little of them: its text is tiny. */
export const tooFarAway: LegibilityRule = ({ signals: { image, textLines }, limits, reading }) => {
  const heights = textLines
    .flatMap(({ box }) => (box ? [box.height * image.height] : []))
    .toSorted((a, b) => a - b);
  const median = heights[Math.floor(heights.length / 2)];
  return !reading && median !== undefined && median < limits.textHeightPixels ? 'too-far-away' : undefined;
};
