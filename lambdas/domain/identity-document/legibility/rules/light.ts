import { averageConfidence, type LegibilityRule } from '../examined-picture.ts';

/** The portrait's brightness stands for the picture's, and only matters where reading suffers. */
export const tooDarkOrBright: LegibilityRule = ({ portraits: [portrait], reading, signals, limits }) => {
  const brightness = portrait?.brightness;
  const legible = reading !== undefined || averageConfidence(signals) >= limits.textConfidence;
  if (brightness === undefined || legible) return undefined;
  if (brightness < limits.darkest) return 'too-dark';
  return brightness > limits.brightest ? 'too-bright' : undefined;
};
