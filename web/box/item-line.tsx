import type { BoxItemLine } from '../../lambdas/contracts/mailbox.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { BellIcon, FileIcon, MailIcon } from '../ui/icons.tsx';
import { itemPath } from './box-paths.ts';
import { titleOf } from './letter-words.ts';
import { TimeLeft } from './time-left.tsx';

const ICONS = { letter: MailIcon, notice: BellIcon, document: FileIcon } as const;

/** One thing in a folder: what it is, from whom, when; a letter that waits says how long. */
export function ItemLine({ item }: { readonly item: BoxItemLine }) {
  const Icon = ICONS[item.kind];
  const state = item.letter?.state;
  const unread = item.readAt === undefined && item.kind !== 'document';
  return (
    <li class={state === 'waiting' ? 'waits' : undefined}>
      <a href={itemPath(item.id)}>
        <Icon />
        <span class="box-item">
          {unread && <span class="hidden-visually">{t('box.unread')} </span>}
          <span class={unread ? 'box-item-title unread' : 'box-item-title'}>{titleOf(item)}</span>
          {item.from && <span>{item.from}</span>}
          <span class="soft small">
            {shortDateAndTime(item.arrivedAt)}
            {item.files > 0 && item.kind !== 'document' && ` · ${t('box.files', { count: item.files })}`}
          </span>
          {state === 'waiting' && item.letter?.claimUntil && <TimeLeft until={item.letter.claimUntil} />}
        </span>
        {state && state !== 'waiting' && <span class={`stamp ${state}`}>{t(`letter.${state}`)}</span>}
      </a>
    </li>
  );
}
