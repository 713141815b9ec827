import { useCallback, useState } from 'preact/hooks';
import type { MoveView } from '../../lambdas/contracts/moves.ts';
import { serverNow } from '../api/call.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon, CrossIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';

type Notice = MoveView['notices'][number];

const ICON = {
  queued: undefined,
  accepted: CheckIcon,
  refused: CrossIcon,
  unreachable: WarningIcon,
  stopped: CrossIcon,
} as const;

const isTriedAgain = ({ state, reason }: Notice): boolean => state === 'queued' && reason !== undefined;

const Line = ({ notice }: { readonly notice: Notice }) => {
  const Icon = ICON[notice.state];
  return (
    <li class={`notice-line ${notice.state}`}>
      <span class="business-name">
        {Icon ? <Icon /> : <span class="spinner" aria-hidden="true" />}
        <strong>{notice.name}</strong>
      </span>
      <span>
        {t(isTriedAgain(notice) ? 'move.state-again' : `move.state-${notice.state}`)}
        {notice.state === 'refused' && notice.reason && (
          <>
            {': '}
            <q>{notice.reason}</q>
          </>
        )}
      </span>
      {notice.at && <span class="soft numeric">{shortDateAndTime(notice.at)}</span>}
    </li>
  );
};

const path = (id: string): string => `/api/moves/${encodeURIComponent(id)}`;

/** Most answer within seconds; one that is down is asked again for hours. */
const pauseOf = ({ startedAt }: MoveView): number =>
  serverNow() - Date.parse(startedAt) < 10 * 60_000 ? 2000 : 15_000;

function Progress({ first }: { readonly first: MoveView }) {
  const [move, setMove] = useState(first);
  const going = move.state === 'sent' || move.state === 'sending';
  const waiting = move.notices.some(({ state }) => state === 'queued');
  const look = useCallback(
    async () => setMove(await citizenCall<MoveView>('GET', path(first.move))),
    [first.move],
  );
  usePolling(look, pauseOf(move), going || waiting);
  const cancel = useAction(async () => {
    setMove(await citizenCall<MoveView>('DELETE', path(move.move)));
    announce(t('move.cancelled'));
  });
  const told = move.notices.filter(({ state }) => state !== 'queued').length;
  return (
    <>
      <p role="status">
        {move.state === 'cancelled' ? t('move.cancelled') : t('move.told', { told, of: move.notices.length })}
      </p>
      <ul class="businesses told">
        {move.notices.map((notice) => (
          <Line key={notice.business} notice={notice} />
        ))}
      </ul>
      <FailureNotice action={cancel} />
      <div class="actions">
        <ButtonLink href="/app/box/notices">{t('move.read-answers')}</ButtonLink>
        {going && (
          <Button look="quiet" busy={cancel.busy} onPress={() => cancel.run()}>
            {t('move.cancel')}
          </Button>
        )}
      </div>
    </>
  );
}

/** `/app/move/{move}`: what became of each notice; looks again by itself while some are on their way (E6). */
export const OneMove = ({ id }: { readonly id: string }) => (
  <Page title={t('move.one')}>
    <Fetched<MoveView> path={path(id)}>{(move) => <Progress key={move.move} first={move} />}</Fetched>
  </Page>
);
