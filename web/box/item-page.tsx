import { useCallback, useState } from 'preact/hooks';
import type { BoxItemView } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { ButtonLink } from '../ui/button.tsx';
import { BackIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { usePolling } from '../ui/time.ts';
import { folderPath, itemCall } from './box-paths.ts';
import { Evidences } from './evidences.tsx';
import { Files } from './files.tsx';
import { ItemActions } from './item-actions.tsx';
import { titleOf } from './letter-words.ts';
import { WaitingLetter } from './waiting-letter.tsx';

/** Addresses of files live ten minutes; a page that stays open asks for new ones. */
const RENEW_MS = 8 * 60_000;

const Opened = ({ item }: { readonly item: BoxItemView }) => (
  <>
    {item.from && <p class="item-from">{t('box.from', { name: item.from })}</p>}
    {item.text && <p class="item-text">{item.text}</p>}
    {item.link && (
      <div class="actions">
        <ButtonLink href={item.link}>{t('box.go-on')}</ButtonLink>
      </div>
    )}
    <Files files={item.files} />
  </>
);

const Ended = ({ state }: { readonly state: 'refused' | 'unclaimed' }) => (
  <p class="lead">{t(`letter.${state}-lead`)}</p>
);

function Item({ fetched, reload }: { readonly fetched: BoxItemView; readonly reload: () => void }) {
  const [decided, setDecided] = useState<BoxItemView>();
  const item = decided ?? fetched;
  const renew = useCallback(
    async () => setDecided(await citizenCall<BoxItemView>('GET', itemCall(fetched.id))),
    [fetched.id],
  );
  usePolling(
    renew,
    RENEW_MS,
    item.files.some(({ url }) => url !== undefined),
  );
  const { letter } = item;
  return (
    <Page
      key={letter?.state}
      title={titleOf(item)}
      kicker={letter ? t('letter.kicker') : dateAndTime(item.arrivedAt)}
    >
      {letter?.state === 'waiting' && (
        <WaitingLetter item={item} letter={letter} onDecided={setDecided} onOver={reload} />
      )}
      {(letter?.state === 'refused' || letter?.state === 'unclaimed') && <Ended state={letter.state} />}
      {(letter === undefined || letter.state === 'accepted') && <Opened item={item} />}
      {letter && <Evidences letter={letter.id} state={letter.state} />}
      {letter?.state !== 'waiting' && <ItemActions item={item} />}
    </Page>
  );
}

/** One thing of the box, opened. */
export const ItemPage = ({ id }: { readonly id: string }) => (
  <Fetched<BoxItemView> path={itemCall(id)}>
    {(item, reload) => (
      <>
        <a class="back" href={folderPath(item.folder)}>
          <BackIcon />
          {t(`box.${item.folder}`)}
        </a>
        <Item fetched={item} reload={reload} />
      </>
    )}
  </Fetched>
);
