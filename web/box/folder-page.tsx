import { useEffect, useState } from 'preact/hooks';
import type { BoxItemLine, BoxItemsView, BoxView, FolderName } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { BellIcon, InfoIcon, MailIcon, SafeIcon, SearchIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { BOX_PATH, FOLDERS, folderPath } from './box-paths.ts';
import { EmptyBox } from './empty-box.tsx';
import { ItemLine } from './item-line.tsx';
import { KeepDocument } from './keep-document.tsx';
import { OpenBox } from './open-box.tsx';

const ICONS = { inbox: MailIcon, notices: BellIcon, safe: SafeIcon } as const;

const Folders = ({ shown }: { readonly shown: FolderName }) => (
  <nav class="folders" aria-label={t('box.folders')}>
    {FOLDERS.map((folder) => {
      const Icon = ICONS[folder];
      return (
        <a key={folder} href={folderPath(folder)} aria-current={folder === shown ? 'page' : undefined}>
          <Icon />
          {t(`box.${folder}`)}
        </a>
      );
    })}
  </nav>
);

interface SearchProps {
  readonly onSearch: (words: string) => void;
  readonly busy: boolean;
}

const Search = ({ onSearch, busy }: SearchProps) => {
  const [words, setWords] = useState('');
  return (
    <search>
      <form
        class="box-search"
        onSubmit={(event) => {
          event.preventDefault();
          onSearch(words.trim());
        }}
      >
        <label class="hidden-visually" for="box-words">
          {t('box.search')}
        </label>
        <input
          id="box-words"
          class="input"
          type="search"
          maxLength={100}
          placeholder={t('box.search')}
          value={words}
          onInput={(event) => {
            setWords(event.currentTarget.value);
            if (event.currentTarget.value === '') onSearch('');
          }}
        />
        <Button type="submit" look="second" busy={busy}>
          <SearchIcon />
          <span class="hidden-visually">{t('box.search-do')}</span>
        </Button>
      </form>
    </search>
  );
};

interface Listed {
  readonly items: readonly BoxItemLine[];
  readonly next?: string | undefined;
}

/** A folder, page after page; the words of a search go with every page. */
function useFolder(folder: FolderName) {
  const [words, setWords] = useState('');
  const [listed, setListed] = useState<Listed>();
  const load = useAction(async ({ q, from }: { q: string; from?: string | undefined }) => {
    const query = new URLSearchParams({ folder, ...(q && { q }), ...(from && { from }) });
    const page = await citizenCall<BoxItemsView>('GET', `/api/mailbox/items?${query}`);
    setListed((before) => ({
      items: from ? [...(before?.items ?? []), ...page.items] : page.items,
      next: page.next,
    }));
    if (q) announce(t('box.found', { count: page.items.length }));
  });
  const search = (q: string): void => {
    setWords(q);
    setListed(undefined);
    load.run({ q });
  };
  useEffect(() => load.run({ q: '' }), [folder]);
  return {
    words,
    listed,
    load,
    search,
    more: () => load.run({ q: words, from: listed?.next }),
    reload: () => load.run({ q: words }),
  };
}

interface ItemsProps {
  readonly folder: FolderName;
  /** Whether the person may put documents in. */
  readonly open: boolean;
}

function Items({ folder, open }: ItemsProps) {
  const { words, listed, load, search, more, reload } = useFolder(folder);
  return (
    <>
      {folder === 'safe' && open && <KeepDocument onKept={reload} />}
      <Search onSearch={search} busy={load.busy} />
      <FailureNotice action={load} />
      {listed === undefined && load.busy && (
        <p class="waiting" role="status">
          <span class="spinner" aria-hidden="true" />
          {t(words ? 'box.searching' : 'box.loading')}
        </p>
      )}
      {listed && listed.items.length > 0 && (
        <ul class="box-items">
          {listed.items.map((item) => (
            <ItemLine key={item.id} item={item} />
          ))}
        </ul>
      )}
      {listed?.items.length === 0 && !listed.next && <EmptyBox folder={folder} words={words} />}
      {listed?.next && (
        <div class="actions">
          <Button look="second" busy={load.busy} onPress={more}>
            {t(words ? 'box.search-on' : 'box.more')}
          </Button>
        </div>
      )}
    </>
  );
}

/** Consent is for letters: what was filed here for the person is theirs to read before (E2). */
const asksConsent = (box: BoxView, folder: FolderName): boolean =>
  box.status === 'none' && folder === 'inbox';

/** One folder of the box. */
export const FolderPage = ({ folder }: { readonly folder: FolderName }) => (
  <Fetched<BoxView> path="/api/mailbox">
    {(box, reload) =>
      asksConsent(box, folder) ? (
        <>
          <OpenBox box={box} onOpened={reload} />
          <Folders shown={folder} />
        </>
      ) : (
        <Page title={t('box.title')}>
          <Folders shown={folder} />
          {box.status === 'closed' && (
            <p class="notice warn">
              <InfoIcon />
              <span>
                {t('box.is-closed')} <a href={`${BOX_PATH}/settings`}>{t('box.settings')}</a>
              </span>
            </p>
          )}
          <Items folder={folder} open={box.status === 'open'} />
          <p>
            <ButtonLink href={`${BOX_PATH}/settings`} look="quiet" small>
              {t('box.settings')}
            </ButtonLink>
          </p>
        </Page>
      )
    }
  </Fetched>
);
