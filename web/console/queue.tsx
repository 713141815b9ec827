import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { InferOutput } from 'valibot';
import type { CaseSummary } from '../../lambdas/contracts/review.ts';
import { call } from '../api/call.ts';
import { clock } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { secondsUntil, useNow, usePolling } from '../ui/time.ts';
import { asOperator } from './operator.ts';
import { Scroll } from './scroll.tsx';
import { useShortcuts } from './shortcuts.tsx';

type Case = InferOutput<typeof CaseSummary>;
type Status = 'open' | 'decided';

const SOON_SECONDS = 4 * 3600;

const Due = ({ each, now }: { readonly each: Case; readonly now: number }) => {
  if (each.status === 'decided') return <span class="chip">{t('queue.done')}</span>;
  const left = secondsUntil(each.deadline, now);
  if (left === 0) return <span class="chip bad">{t('queue.overdue')}</span>;
  return <span class={left < SOON_SECONDS ? 'chip warn numeric' : 'numeric'}>{clock(left)}</span>;
};

export const reasonName = (code: string): string => sentenceOf(`reason.${code}`) ?? code;

const Row = ({ each, now }: { readonly each: Case; readonly now: number }) => (
  <tr>
    <th scope="row">
      <a href={`/console/case?id=${encodeURIComponent(each.id)}`} class="case-link">
        {each.reference}
      </a>
    </th>
    <td class="numeric">{clock((now - Date.parse(each.openedAt)) / 1000)}</td>
    <td>
      <Due each={each} now={now} />
    </td>
    <td>{t(`level.${each.level}`)}</td>
    <td>{t(`document.${each.documentType}`)}</td>
    <td>
      {each.reasons.length === 0
        ? t('queue.nothing-noticed')
        : each.reasons.map((reason) => (
            <span key={reason} class="chip warn">
              {reasonName(reason)}
            </span>
          ))}
    </td>
  </tr>
);

const Table = ({ cases, label }: { readonly cases: readonly Case[]; readonly label: string }) => {
  const now = useNow();
  return (
    <Scroll label={label} look="scroll">
      <table class="cases">
        <thead>
          <tr>
            {(['reference', 'age', 'due', 'level', 'document', 'noticed'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`queue.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {cases.map((each) => (
            <Row key={each.id} each={each} now={now} />
          ))}
        </tbody>
      </table>
    </Scroll>
  );
};

/** j and k move between the cases. */
function useRowKeys(): { readonly current: HTMLDivElement | null } {
  const box = useRef<HTMLDivElement>(null);
  const move = (step: number) => (): void => {
    const links = [...(box.current?.querySelectorAll<HTMLElement>('.case-link') ?? [])];
    const at = links.indexOf(document.activeElement as HTMLElement);
    links[at < 0 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]?.focus();
  };
  useShortcuts({ j: move(1), k: move(-1) });
  return box;
}

/** The queue, oldest first; refreshes itself. */
export function Queue({ status }: { readonly status: Status }) {
  const [cases, setCases] = useState<readonly Case[]>();
  const load = useCallback(async () => {
    const answer = await asOperator(() =>
      call<{ cases: Case[] }>('GET', `/api/review/cases?status=${status}`),
    );
    setCases(answer.cases);
  }, [status]);
  const first = useAction(load);
  useEffect(() => first.run(), [status]);
  usePolling(load, 10_000);
  const box = useRowKeys();
  const { path } = useLocation();
  const title = status === 'open' ? t('queue.title') : t('queue.decided');
  return (
    <div ref={box} class="queue">
      <Page title={title}>
        <nav class="row" aria-label={t('console.title')}>
          <a href="/console" aria-current={path === '/console/decided' ? undefined : 'page'}>
            {t('queue.open')}
          </a>
          <a href="/console/decided" aria-current={path === '/console/decided' ? 'page' : undefined}>
            {t('queue.decided')}
          </a>
        </nav>
        <FailureNotice action={first} />
        {cases && cases.length > 0 && <Table cases={cases} label={title} />}
        {cases?.length === 0 && (
          <p class="empty">{status === 'open' ? t('queue.none') : t('queue.none-decided')}</p>
        )}
        {cases && status === 'open' && (
          <p class="soft small">{t('queue.refreshed', { count: cases.length })}</p>
        )}
      </Page>
    </div>
  );
}
