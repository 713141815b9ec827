import type { Stage } from './stages.ts';

/** One thing that must hold of a stage. */
export interface Rule {
  readonly setting: string;
  readonly holds: (stage: Stage) => boolean;
  /** What to write. */
  readonly write: string;
}

export const rule = (setting: string, write: string, holds: Rule['holds']): Rule => ({
  setting,
  write,
  holds,
});
export const whole = (value: number, least: number, most: number) =>
  Number.isInteger(value) && value >= least && value <= most;
