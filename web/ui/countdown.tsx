import { useEffect } from 'preact/hooks';
import { clock } from '../i18n/format.ts';
import { secondsUntil, useNow } from './time.ts';

interface CountdownProps {
  readonly until: string;
  readonly onEnd?: () => void;
}

/** Time left, as a clock; silent for screen readers, which would otherwise read every second. */
export function Countdown({ until, onEnd }: CountdownProps) {
  const left = secondsUntil(until, useNow());
  useEffect(() => {
    if (left === 0) onEnd?.();
  }, [left === 0]);
  return (
    <span class="numeric" role="timer" aria-live="off">
      {clock(left)}
    </span>
  );
}
