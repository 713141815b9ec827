import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type {
  ChecksView,
  ClientErrorsView,
  RelyingPartyView,
  SecretView,
} from '../../lambdas/contracts/relying-parties.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { dateAndTime, shortDateAndTime } from '../i18n/format.ts';
import { language, t } from '../i18n/translate.ts';
import { Badge } from '../organisation/badge.tsx';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField } from '../ui/field.tsx';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { Copyable } from './copyable.tsx';
import { shownOnce } from './shown-once.ts';
import { snippetsFor } from './snippets.ts';
import { lookOf } from './state-look.ts';
import { StatusSteps } from './status-steps.tsx';

interface Props {
  readonly service: RelyingPartyView;
  readonly reload: () => void;
}

const ASKABLE: readonly string[] = ['sandbox', 'refused', 'changed', 'change-refused'];
const pathOf = ({ client }: RelyingPartyView, what = ''): string =>
  `/api/relying-parties/${encodeURIComponent(client)}${what}`;

/** `/app/connect/{client}`: where it stands, what to do next, and all that a program needs. */
export function OneService({ service, reload }: Props) {
  const [isNew] = useState(() => shownOnce.value?.client === service.client);
  const secret = service.hasSecret && <Secret service={service} reload={reload} />;
  return (
    <Page title={service.name}>
      <p>
        <Badge look={lookOf(service.state)}>{t(`connect.state.${service.state}`)}</Badge>
      </p>
      <p class="lead">{t(`connect.state-text.${service.state}`)}</p>
      <StatusSteps
        state={service.state}
        checked={service.checks?.checks.every(({ result }) => result === 'passed') === true}
      />
      <Decision service={service} />
      {isNew && secret /* never shown again: first */}
      <Checks service={service} reload={reload} />
      <Configuration service={service} />
      {!isNew && secret}
      <Errors service={service} />
      <div class="actions">
        <ButtonLink href={`/app/connect/${service.client}/change`} look="second">
          {t('connect.change')}
        </ButtonLink>
        <ButtonLink href="/app/connect/personas" look="second">
          {t('connect.personas')}
        </ButtonLink>
        <Retire service={service} />
      </div>
    </Page>
  );
}

const Decision = ({ service: { state, decision } }: Pick<Props, 'service'>) =>
  decision?.reason !== undefined && (state === 'refused' || state === 'change-refused') ? (
    <div class="notice warn">
      <WarningIcon />
      <div>
        <h2>{t('connect.decision')}</h2>
        <p>{t(`connect.refusal.${decision.reason}`)}</p>
        {decision.note && <p>{decision.note}</p>}
      </div>
    </div>
  ) : null;

function Checks({ service, reload }: Props) {
  const run = useAction(async () => {
    await citizenCall<ChecksView>('POST', pathOf(service, `/checks?language=${language.value}`));
    reload();
  });
  const ask = useAction(async () => {
    try {
      await citizenCall('POST', pathOf(service, `/production?language=${language.value}`));
      announce(t('connect.asked'));
    } finally {
      reload(); // the checks ran, whatever came of them
    }
  });
  const live = service.state === 'changed' || service.state === 'change-refused';
  return (
    <section>
      <h2>{t('connect.checks')}</h2>
      <p class="soft">
        {service.checks
          ? t('connect.checks-at', { time: dateAndTime(service.checks.at) })
          : t('connect.checks-none')}
      </p>
      <ul class="checks">
        {service.checks?.checks.map(({ check, result, sentence }) => (
          <li key={check} class={result}>
            {result === 'passed' ? <CheckIcon /> : <WarningIcon />}
            <span>
              <strong>{t(`connect.check.${result}`)}</strong> {sentence}
            </span>
          </li>
        ))}
      </ul>
      <FailureNotice action={run} />
      <FailureNotice action={ask} />
      <div class="actions">
        {ASKABLE.includes(service.state) && (
          <Button busy={ask.busy} onPress={() => ask.run()}>
            {t(live ? 'connect.ask-change' : 'connect.ask')}
          </Button>
        )}
        <Button look="second" busy={run.busy} onPress={() => run.run()}>
          {t('connect.checks-run')}
        </Button>
      </div>
    </section>
  );
}

function Configuration({ service }: Pick<Props, 'service'>) {
  const [chosen, setChosen] = useState('0');
  const snippets = snippetsFor(service);
  const snippet = snippets[Number(chosen)];
  return (
    <section>
      <h2>{t('connect.configuration')}</h2>
      <Copyable label={t('connect.issuer')} text={service.issuer} />
      <Copyable label={t('connect.client-id')} text={service.client} />
      <SelectField
        id="snippet"
        label={t('connect.snippet-kind')}
        value={chosen}
        onValue={setChosen}
        options={snippets.map(({ title }, index) => ({ value: String(index), label: title }))}
      />
      {snippet && <Copyable label={t('connect.snippet')} text={snippet.text(service)} />}
    </section>
  );
}

function Secret({ service, reload }: Props) {
  const once = shownOnce.value?.client === service.client ? shownOnce.value.secret : undefined;
  const [leaked, setLeaked] = useState(false);
  const change = useAction(async (keepOld: boolean) => {
    const { secret } = await citizenCall<SecretView>('POST', pathOf(service, '/secret'), { keepOld });
    shownOnce.value = { client: service.client, secret };
    setLeaked(false);
    announce(t(keepOld ? 'connect.secret-changed' : 'connect.secret-leaked-done'));
    reload();
  });
  return (
    <section>
      <h2>{t('connect.secret')}</h2>
      {once === undefined ? (
        <p>{t('connect.secret-kept')}</p>
      ) : (
        <div class="once">
          <p>{t('connect.secret-once')}</p>
          <Copyable label={t('connect.secret')} text={once} />
        </div>
      )}
      {service.oldSecretUntil && (
        <p class="soft">{t('connect.secret-old', { time: dateAndTime(service.oldSecretUntil) })}</p>
      )}
      {!leaked && <FailureNotice action={change} />}
      <div class="actions">
        <Button look="second" busy={change.busy} onPress={() => change.run(true)}>
          {t('connect.secret-change')}
        </Button>
        <Button look="danger" onPress={() => setLeaked(true)}>
          {t('connect.secret-leaked')}
        </Button>
      </div>
      {leaked && (
        <Dialog title={t('connect.secret-leaked-sure')} onClose={() => setLeaked(false)}>
          <p>{t('connect.secret-leaked-text')}</p>
          <FailureNotice action={change} />
          <Button look="danger" busy={change.busy} onPress={() => change.run(false)}>
            {t('connect.secret-leaked-go')}
          </Button>
        </Dialog>
      )}
    </section>
  );
}

const Errors = ({ service }: Pick<Props, 'service'>) => (
  <section>
    <h2>{t('connect.errors')}</h2>
    <Fetched<ClientErrorsView> path={pathOf(service, '/errors')}>
      {({ errors }) =>
        errors.length === 0 ? (
          <p class="quiet">{t('connect.errors-none')}</p>
        ) : (
          <>
            <p class="soft">{t('connect.errors-lead')}</p>
            <ul class="client-errors">
              {errors.map((error) => (
                <li key={`${error.at} ${error.requestId}`}>
                  <p class="soft">
                    <time dateTime={error.at}>{shortDateAndTime(error.at)}</time> · {error.endpoint}
                  </p>
                  <p>
                    <code>{error.code}</code> <span lang="en">{error.sentence}</span>
                  </p>
                </li>
              ))}
            </ul>
          </>
        )
      }
    </Fetched>
  </section>
);

function Retire({ service }: Pick<Props, 'service'>) {
  const { route } = useLocation();
  const [asked, setAsked] = useState(false);
  const retire = useAction(async () => {
    await citizenCall('DELETE', pathOf(service));
    announce(t('connect.retired'));
    route('/app/connect');
  });
  return (
    <>
      <Button look="danger" onPress={() => setAsked(true)}>
        {t('connect.retire')}
      </Button>
      {asked && (
        <Dialog title={t('connect.retire-sure', { name: service.name })} onClose={() => setAsked(false)}>
          <p>{t('connect.retire-text')}</p>
          <FailureNotice action={retire} />
          <Button look="danger" busy={retire.busy} onPress={() => retire.run()}>
            {t('connect.retire')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
