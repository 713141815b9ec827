import { useState } from 'preact/hooks';
import type { DirectoryView } from '../../lambdas/contracts/moves.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';

export type Entry = DirectoryView['businesses'][number];

interface EntryProps {
  readonly entry: Entry;
  readonly onChanged: () => void;
}

const consentPath = (id: string): string => `/api/businesses/${encodeURIComponent(id)}/consent`;

/** One line of the directory: give the number and with it the consent, or withdraw it. */
function Line({ entry, onChanged }: EntryProps) {
  const { id, name, numberKind, consent } = entry;
  const [open, setOpen] = useState(false);
  const [number, setNumber] = useState('');
  const give = useAction(async () => {
    await citizenCall('PUT', consentPath(id), { contractNumber: number });
    announce(t('move.consent-given', { business: name }));
    setOpen(false);
    onChanged();
  });
  const withdraw = useAction(async () => {
    await citizenCall('DELETE', consentPath(id));
    announce(t('move.consent-withdrawn', { business: name }));
    onChanged();
  });
  return (
    <li class={consent ? 'business agreed' : 'business'}>
      <span class="business-name">
        {consent && <CheckIcon />}
        <strong>{name}</strong>
      </span>
      {consent && (
        <span class="soft">
          {t(`move.number-${numberKind}`)} {consent.contractNumber}
        </span>
      )}
      <FailureNotice action={give.failure ? give : withdraw} />
      {open && !consent && (
        <form
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            give.run();
          }}
        >
          <TextField
            id={`number-${id}`}
            label={t(`move.number-${numberKind}`)}
            value={number}
            onValue={setNumber}
            maxLength={40}
          />
          <Button type="submit" small busy={give.busy}>
            {t('move.agree')}
          </Button>
        </form>
      )}
      {!open && !consent && (
        <Button look="second" small onPress={() => setOpen(true)}>
          {t('move.add')}
        </Button>
      )}
      {consent && (
        <Button look="quiet" small busy={withdraw.busy} onPress={() => withdraw.run()}>
          {t('move.withdraw')}
        </Button>
      )}
    </li>
  );
}

/** Entries by category, in the order the server gives. */
export function byCategory(
  entries: readonly Entry[],
): readonly (readonly [Entry['category'], readonly Entry[]])[] {
  const groups = new Map<Entry['category'], Entry[]>();
  for (const entry of entries) groups.set(entry.category, [...(groups.get(entry.category) ?? []), entry]);
  return [...groups];
}

/** `/app/move/businesses`: who may be told of a move (E7). */
export const Directory = () => (
  <Page title={t('move.directory')} lead={t('move.directory-lead')}>
    <Fetched<DirectoryView> path="/api/businesses">
      {({ businesses }, reload) =>
        byCategory(businesses).map(([category, entries]) => (
          <section key={category}>
            <h2>{t(`move.category-${category}`)}</h2>
            <ul class="list businesses">
              {entries.map((entry) => (
                <Line key={entry.id} entry={entry} onChanged={reload} />
              ))}
            </ul>
          </section>
        ))
      }
    </Fetched>
  </Page>
);
