/** One line of the table: what was measured, and against what it is to be held. */
export interface Figure {
  readonly what: string;
  readonly value: number;
  readonly unit: string;
  /** Repetitions whose median `value` is. */
  readonly runs: number;
  /** The bare thing measured in the same run, in the same unit. */
  readonly peer?: number;
  /** Ratios to the peer unless it ends in the figure's unit: `≤ 2×`, `≤ 350 KB`. */
  readonly goal?: Goal;
}

export interface Goal {
  readonly most: number;
  readonly of: 'ratio' | 'value';
}

/** One part of the benchmark: a table of its own with what a reader must know to judge it. */
export interface Report {
  readonly title: string;
  readonly notes: readonly string[];
  readonly figures: readonly Figure[];
}

/** Middle value; of an even count the mean of the two. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}

export const ratioOf = ({ value, peer }: Figure): number | undefined =>
  peer === undefined ? undefined : value / peer;

/** Whether the goal is met; undefined without one. */
export function isMet(figure: Figure): boolean | undefined {
  if (figure.goal === undefined) return undefined;
  const held = figure.goal.of === 'ratio' ? (ratioOf(figure) ?? Number.NaN) : figure.value;
  return held <= figure.goal.most;
}
