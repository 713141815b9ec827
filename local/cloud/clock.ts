import { join } from 'node:path';
import { readJson, writeAtomically } from './atomic-file.ts';
import type { Clock } from './service.ts';

/** The movable clock of the laptop cloud. */
export interface LocalClock extends Clock {
  /** Milliseconds added to the machine's clock; shared with every worker thread. */
  readonly offset: Float64Array<SharedArrayBuffer>;
  /** Moves the clock forward and keeps the new offset on disk. Refuses to go back. */
  advance(seconds: number): void;
  onAdvance(listener: () => void): () => void;
}

/** Opens the clock kept in `<data>/clock.json`. */
export function openClock(data: string): LocalClock {
  const path = join(data, 'clock.json');
  const kept = readJson(path) as { offsetMilliseconds?: number } | undefined;
  const offset = new Float64Array(new SharedArrayBuffer(8));
  offset[0] = kept?.offsetMilliseconds ?? 0;
  const listeners = new Set<() => void>();
  return {
    offset,
    now: () => Date.now() + (offset[0] ?? 0),
    advance(seconds) {
      if (!Number.isFinite(seconds) || seconds < 0)
        throw new Error(
          'advanceSeconds must be a number of seconds, zero or more: expiries cannot be undone.',
        );
      const next = (offset[0] ?? 0) + seconds * 1000;
      writeAtomically(path, JSON.stringify({ offsetMilliseconds: next }));
      offset[0] = next;
      for (const listener of [...listeners]) listener();
    },
    onAdvance(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
