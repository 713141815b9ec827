import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { InferInput } from 'valibot';
import type { DirectoryView, MoveNoticesRequest, MoveView } from '../../lambdas/contracts/moves.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { calendarDate } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField, Tick } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { byCategory, type Entry } from './directory.tsx';

type Notices = InferInput<typeof MoveNoticesRequest>;

const Attributes = ({ attributes }: Pick<MoveView, 'attributes'>) => (
  <dl class="facts">
    <div>
      <dt>{t('apply.name')}</dt>
      <dd>{attributes.name}</dd>
    </div>
    <div>
      <dt>{t('apply.sex')}</dt>
      <dd>{t(attributes.sex === 'male' ? 'apply.sex-1' : 'apply.sex-2')}</dd>
    </div>
    <div>
      <dt>{t('apply.birthdate')}</dt>
      <dd>{calendarDate(attributes.birthdate)}</dd>
    </div>
    <div>
      <dt>{t('apply.address')}</dt>
      <dd>{attributes.address}</dd>
    </div>
  </dl>
);

interface AddresseesProps {
  readonly entries: readonly Entry[];
  readonly ticked: ReadonlySet<string>;
  readonly onTick: (id: string, ticked: boolean) => void;
}

/** Only those with a consent can be ticked (E7). */
const Addressees = ({ entries, ticked, onTick }: AddresseesProps) => (
  <>
    {byCategory(entries).map(([category, some]) => (
      <fieldset key={category} class="field addressees">
        <legend>{t(`move.category-${category}`)}</legend>
        {some.map(({ id, name, numberKind, consent }) => (
          <Tick
            key={id}
            id={`business-${id}`}
            checked={ticked.has(id)}
            onChecked={(checked) => onTick(id, checked)}
          >
            <strong class="choice-title">{name}</strong>
            <span class="choice-text">
              {t(`move.number-${numberKind}`)} {consent?.contractNumber}
            </span>
          </Tick>
        ))}
      </fieldset>
    ))}
  </>
);

interface FormProps {
  readonly move: MoveView;
  readonly entries: readonly Entry[];
}

function NoticeForm({ move, entries }: FormProps) {
  const { route } = useLocation();
  const [movedOn, setMovedOn] = useState('');
  const [previousAddress, setPreviousAddress] = useState('');
  const [right, setRight] = useState(false);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set(entries.map(({ id }) => id)));
  const tick = (id: string, checked: boolean): void => {
    const next = new Set(ticked);
    if (checked) next.add(id);
    else next.delete(id);
    setTicked(next);
  };
  const send = useAction(async () => {
    const missing = [
      ...(right ? [] : [{ field: 'right', code: 'tick' }]),
      ...(/^\d{4}-\d{2}-\d{2}$/.test(movedOn) ? [] : [{ field: 'movedOn', code: 'missing' }]),
      ...(ticked.size > 0 ? [] : [{ field: 'businesses', code: 'missing' }]),
    ];
    if (missing.length > 0) throw invalid(missing);
    const body: Notices = {
      attributesCorrect: true,
      details: { movedOn, previousAddress },
      businesses: [...ticked],
    };
    await citizenCall('POST', `/api/moves/${encodeURIComponent(move.move)}/notices`, body);
    route(`/app/move/${move.move}`);
  });
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        send.run();
      }}
    >
      <FailureNotice action={send} />
      <h2>{t('move.check')}</h2>
      <Attributes attributes={move.attributes} />
      <Tick id="right" checked={right} onChecked={setRight} wrong={fieldCode(send.failure, 'right')}>
        {t('apply.correct')}
      </Tick>
      <p class="soft">
        {t('move.not-correct')} <a href="/app/identity">{t('identity.title')}</a>
      </p>
      <DateField
        id="movedOn"
        label={t('move.moved-on')}
        value={movedOn}
        onValue={setMovedOn}
        wrong={fieldCode(send.failure, 'movedOn')}
      />
      <TextField
        id="previousAddress"
        label={t('move.previous-address')}
        hint={t('move.previous-hint')}
        value={previousAddress}
        onValue={setPreviousAddress}
        maxLength={300}
      />
      <h2 id="businesses" tabIndex={-1}>
        {t('move.addressees')}
      </h2>
      <Addressees entries={entries} ticked={ticked} onTick={tick} />
      <div class="actions">
        <Button type="submit" busy={send.busy}>
          {t('move.send', { count: ticked.size })}
        </Button>
        <ButtonLink href="/app/move/businesses" look="quiet">
          {t('move.more-businesses')}
        </ButtonLink>
      </div>
    </form>
  );
}

const NoConsents = () => (
  <>
    <p>{t('move.no-consents')}</p>
    <div class="actions">
      <ButtonLink href="/app/move/businesses">{t('move.directory')}</ButtonLink>
    </div>
  </>
);

/** `/app/move/new`: the four attributes checked, the other items typed, the addressees ticked (E6). */
export function NewMove() {
  const [move, setMove] = useState<MoveView>();
  const start = useAction(async () => setMove(await citizenCall<MoveView>('POST', '/api/moves')));
  return (
    <Page title={t('move.title')} lead={t('move.lead')}>
      <Fetched<DirectoryView> path="/api/businesses">
        {({ businesses }) => {
          const agreed = businesses.filter(({ consent }) => consent !== undefined);
          if (agreed.length === 0) return <NoConsents />;
          if (move) return <NoticeForm move={move} entries={agreed} />;
          return (
            <>
              <FailureNotice action={start} />
              <p>{t('move.agreed', { count: agreed.length })}</p>
              <div class="actions">
                <Button busy={start.busy} onPress={() => start.run()}>
                  {t('move.start')}
                </Button>
                <ButtonLink href="/app/move/businesses" look="second">
                  {t('move.directory')}
                </ButtonLink>
              </div>
            </>
          );
        }}
      </Fetched>
    </Page>
  );
}
