import { useEffect, useState } from 'preact/hooks';
import { serverNow } from '../api/call.ts';

/** The server's time, refreshed every `everyMs`. */
export function useNow(everyMs = 1000): number {
  const [now, setNow] = useState(serverNow);
  useEffect(() => {
    const timer = setInterval(() => setNow(serverNow()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** Whole seconds until an ISO instant, never below zero. */
export const secondsUntil = (iso: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(iso) - now) / 1000));

/**
 * Calls `look` every `everyMs` while the page is visible, at once when it becomes visible again, and never twice at
 * the same time. Failures are left to the next turn: the person sees the offline banner meanwhile.
 */
export function usePolling(look: () => Promise<void>, everyMs: number, active = true): void {
  useEffect(() => {
    if (!active) return;
    let stopped = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const turn = async (): Promise<void> => {
      clearTimeout(timer);
      if (!document.hidden) await look().catch(() => undefined);
      if (!stopped) timer = setTimeout(turn, everyMs);
    };
    const wake = (): void => {
      if (!document.hidden) {
        clearTimeout(timer);
        timer = setTimeout(turn, 0);
      }
    };
    timer = setTimeout(turn, everyMs);
    document.addEventListener('visibilitychange', wake);
    return () => {
      stopped = true;
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', wake);
    };
  }, [look, everyMs, active]);
}
