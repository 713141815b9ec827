import { useEffect, useRef, useState } from 'preact/hooks';
import type { DirectoryView } from '../../lambdas/contracts/moves.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
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

/** The number by which the business knows the person; giving it is the consent. */
function NumberForm({ entry, onChanged }: EntryProps) {
  const { id, name, numberKind } = entry;
  const [number, setNumber] = useState('');
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector('input')?.focus(), []);
  const give = useAction(async () => {
    await citizenCall('PUT', consentPath(id), { contractNumber: number });
    announce(t('move.consent-given', { business: name }));
    onChanged();
  });
  const field = `number-${id}`;
  const label = t(`move.number-${numberKind}`);
  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        give.run();
      }}
    >
      <FailureNotice action={give} idOf={() => field} labelOf={() => label} />
      <TextField
        id={field}
        label={label}
        value={number}
        onValue={setNumber}
        maxLength={40}
        wrong={fieldCode(give.failure, 'contractNumber')}
      />
      <Button type="submit" small busy={give.busy}>
        {t('move.agree')}
      </Button>
    </form>
  );
}

/** What a screen reader hears after "Allow" and "Withdraw", where all lines say the same. */
const Of = ({ name }: Pick<Entry, 'name'>) => <span class="hidden-visually"> {name}</span>;

/** One line of the directory: give the number and with it the consent, or withdraw it. */
function Line({ entry, onChanged }: EntryProps) {
  const { id, name, numberKind, consent } = entry;
  const [open, setOpen] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  const changed = (): void => {
    setOpen(false);
    line.current?.focus(); // the button that was pressed is gone
    onChanged();
  };
  const withdraw = useAction(async () => {
    await citizenCall('DELETE', consentPath(id));
    announce(t('move.consent-withdrawn', { business: name }));
    changed();
  });
  return (
    <li class={consent ? 'business agreed' : 'business'} tabIndex={-1} ref={line}>
      <span class="business-name">
        {consent && <CheckIcon />}
        <strong>{name}</strong>
        {consent && (
          <span class="soft">
            {t(`move.number-${numberKind}`)} {consent.contractNumber}
          </span>
        )}
      </span>
      {!open && !consent && (
        <Button look="second" small onPress={() => setOpen(true)}>
          {t('move.add')}
          <Of name={name} />
        </Button>
      )}
      {consent && (
        <Button look="quiet" small busy={withdraw.busy} onPress={() => withdraw.run()}>
          {t('move.withdraw')}
          <Of name={name} />
        </Button>
      )}
      <FailureNotice action={withdraw} />
      {open && !consent && <NumberForm entry={entry} onChanged={changed} />}
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

/** Letters without accents and case, so that “credit” finds “Crédit”. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLocaleLowerCase();

function Entries({ entries, reload }: { readonly entries: readonly Entry[]; readonly reload: () => void }) {
  const [wanted, setWanted] = useState('');
  const found = entries.filter(({ name }) => plain(name).includes(plain(wanted.trim())));
  return (
    <>
      <TextField id="find" label={t('move.find')} value={wanted} onValue={setWanted} maxLength={60} />
      <p class="soft" role="status">
        {wanted.trim() === '' ? '' : t('move.found', { count: found.length })}
      </p>
      {byCategory(found).map(([category, some]) => (
        <section key={category}>
          <h2>{t(`move.category-${category}`)}</h2>
          <ul class="businesses">
            {some.map((entry) => (
              <Line key={entry.id} entry={entry} onChanged={reload} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

/** `/app/move/businesses`: who may be told of a move (E7). */
export const Directory = () => (
  <Page title={t('move.directory')} lead={t('move.directory-lead')}>
    <Fetched<DirectoryView> path="/api/businesses">
      {({ businesses }, reload) => (
        <>
          <Entries entries={businesses} reload={reload} />
          {businesses.some(({ consent }) => consent) && (
            <div class="actions">
              <ButtonLink href="/app/move">{t('move.tell')}</ButtonLink>
            </div>
          )}
        </>
      )}
    </Fetched>
  </Page>
);
