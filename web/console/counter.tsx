import { useState } from 'preact/hooks';
import type { InferOutput } from 'valibot';
import type {
  Identification,
  RegistryEntry,
  RegistryPersonView,
  RegistrySearchRequest,
} from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, SelectField, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { CounterPerson } from './counter-person.tsx';
import { asOperator } from './operator.ts';

type By = RegistrySearchRequest['by'];
type Entry = InferOutput<typeof RegistryEntry>;

const WAYS: readonly By[] = ['phone', 'email', 'certificate', 'account'];
const IDENTIFIED: readonly Identification[] = ['in-person', 'by-letter', 'ex-officio'];

const personPath = (account: string): string => `/api/registry/people/${encodeURIComponent(account)}`;

/** Search, identification, and then the person (X3, C2, C5, D8). */
export function Counter() {
  const [found, setFound] = useState<Entry | null>();
  const [person, setPerson] = useState<RegistryPersonView>();
  const [identified, setIdentified] = useState<Identification>();
  const open = useAction(async () => {
    if (!found) return;
    if (!identified) throw invalid([{ field: 'identified', code: 'choose' }]);
    setPerson(
      await asOperator(() =>
        call<RegistryPersonView>('GET', `${personPath(found.account)}?identified=${identified}`),
      ),
    );
  });
  const restart = (entry: Entry | null): void => {
    setFound(entry);
    setPerson(undefined);
    setIdentified(undefined);
    open.fail(undefined);
  };
  return (
    <Page title={t('counter.title')} lead={t('counter.lead')}>
      <Search onFound={restart} />
      {found === null && <p class="empty">{t('counter.nobody')}</p>}
      {found && !person && (
        <form
          class="counter-block"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            open.run();
          }}
        >
          <p>{t('counter.found')}</p>
          <FailureNotice action={open} />
          <Choices
            id="identified"
            label={t('counter.identified')}
            value={identified ?? ''}
            onValue={(value) => setIdentified(value as Identification)}
            choices={IDENTIFIED.map((value) => ({ value, title: t(`counter.${value}`) }))}
            wrong={fieldCode(open.failure, 'identified')}
          />
          <Button type="submit" busy={open.busy}>
            {t('counter.open')}
          </Button>
        </form>
      )}
      {person && (
        <CounterPerson person={person} path={personPath(person.account)} onChanged={() => open.run()} />
      )}
    </Page>
  );
}

function Search({ onFound }: { readonly onFound: (entry: Entry | null) => void }) {
  const [by, setBy] = useState<By>('phone');
  const [value, setValue] = useState('');
  const search = useAction(async () => {
    if (value.trim() === '') throw invalid([{ field: 'value', code: 'missing' }]);
    const request: RegistrySearchRequest = { by, value };
    const { people } = await asOperator(() =>
      call<{ people: Entry[] }>('POST', '/api/registry/search', request),
    );
    onFound(people[0] ?? null);
  });
  return (
    <form
      class="counter-search"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        search.run();
      }}
    >
      <FailureNotice action={search} />
      <div class="row">
        <SelectField
          id="by"
          label={t('counter.by')}
          value={by}
          onValue={(chosen) => setBy(chosen as By)}
          options={WAYS.map((way) => ({ value: way, label: t(`counter.by-${way}` as 'counter.by-phone') }))}
        />
        <TextField
          id="value"
          label={t('counter.value')}
          value={value}
          onValue={setValue}
          wrong={fieldCode(search.failure, 'value')}
        />
      </div>
      <Button type="submit" busy={search.busy}>
        {t('counter.search')}
      </Button>
    </form>
  );
}
