import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { ClockIcon } from '../ui/icons.tsx';
import { useNow } from '../ui/time.ts';

const [MINUTE_MS, HOUR_MS, DAY_MS] = [60_000, 3_600_000, 86_400_000];

/** In days while there are some, then hours, then minutes. */
function left(until: string, now: number): string {
  const rest = Math.max(0, Date.parse(until) - now);
  if (rest >= 2 * DAY_MS) return t('letter.days-left', { count: Math.floor(rest / DAY_MS) });
  if (rest >= 2 * HOUR_MS) return t('letter.hours-left', { count: Math.floor(rest / HOUR_MS) });
  return t('letter.minutes-left', { count: Math.ceil(rest / MINUTE_MS) });
}

/** How long a letter can still be accepted; the last minute is named, since the wait ends at midnight. */
export function TimeLeft({ until, date = false }: { readonly until: string; readonly date?: boolean }) {
  const now = useNow(30_000);
  const lastMinute = new Date(Date.parse(until) - MINUTE_MS).toISOString();
  return (
    <span class="time-left">
      <ClockIcon />
      <span>
        {left(until, now)}
        {date && <span class="soft"> · {t('letter.until', { date: dateAndTime(lastMinute) })}</span>}
      </span>
    </span>
  );
}
