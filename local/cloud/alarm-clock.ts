import type { Clock } from './service.ts';

/** Wakes sleepers by the cloud's clock, so that moving the clock forward wakes them at once. */
export interface AlarmClock {
  /** Resolves when the clock reaches `instant` (ms since the epoch); rejects with the signal's reason when aborted. */
  until(instant: number, signal?: AbortSignal): Promise<void>;
}

interface Alarm {
  readonly instant: number;
  ring(): void;
}

/** How late an alarm may ring after a jump of a clock that cannot tell about it. */
const POLL_MILLISECONDS = 200;

/** One timer for any number of sleepers; it never keeps the process alive. */
export function createAlarmClock(clock: Clock): AlarmClock {
  const alarms = new Set<Alarm>();
  const poll = clock.onAdvance === undefined ? POLL_MILLISECONDS : 60_000;
  let timer: NodeJS.Timeout | undefined;

  function ringDue(): void {
    const now = clock.now();
    for (const alarm of alarms) {
      if (alarm.instant > now) continue;
      alarms.delete(alarm);
      alarm.ring();
    }
    arm();
  }

  function arm(): void {
    clearTimeout(timer);
    if (alarms.size === 0) return;
    let earliest = Number.POSITIVE_INFINITY;
    for (const alarm of alarms) earliest = Math.min(earliest, alarm.instant);
    timer = setTimeout(ringDue, Math.max(0, Math.min(poll, earliest - clock.now())));
    timer.unref();
  }

  clock.onAdvance?.(ringDue);
  return {
    until: (instant, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const cancel = () => {
          alarms.delete(alarm);
          reject(signal?.reason);
        };
        const ring = () => {
          signal?.removeEventListener('abort', cancel);
          resolve();
        };
        const alarm: Alarm = { instant, ring };
        signal?.addEventListener('abort', cancel, { once: true });
        alarms.add(alarm);
        arm();
      }),
  };
}
