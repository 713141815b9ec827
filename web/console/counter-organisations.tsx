import { useCallback, useEffect, useState } from 'preact/hooks';
import type { OrganisationDecisionRequest, RegistryOrganisation } from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { FieldGroup, SelectField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { asOperator } from './operator.ts';

type Refusal = Extract<OrganisationDecisionRequest, { decision: 'refuse' }>['reason'];

const COMPARED = ['powerOfAttorney', 'registerExtract', 'representative'] as const;
const REFUSALS: readonly Refusal[] = [
  'papers-differ',
  'not-representative',
  'not-found-in-register',
  'withdrawn',
];

/** Organisations that wait to be admitted (E3, D9). */
export function CounterOrganisations() {
  const [waiting, setWaiting] = useState<readonly RegistryOrganisation[]>();
  const load = useCallback(async () => {
    const answer = await asOperator(() =>
      call<{ organisations: RegistryOrganisation[] }>('GET', '/api/registry/organisations?status=pending'),
    );
    setWaiting(answer.organisations);
  }, []);
  const first = useAction(load);
  useEffect(() => first.run(), []);
  return (
    <Page title={t('counter.waiting')}>
      <FailureNotice action={first} />
      {waiting?.length === 0 && <p class="empty">{t('counter.none-waiting')}</p>}
      {waiting?.map((organisation) => (
        <Waiting key={organisation.id} organisation={organisation} onDecided={() => first.run()} />
      ))}
    </Page>
  );
}

interface WaitingProps {
  readonly organisation: RegistryOrganisation;
  readonly onDecided: () => void;
}

function Waiting({ organisation, onDecided }: WaitingProps) {
  const { id, name, kind, town, registration } = organisation;
  const rows: readonly (readonly [string, string])[] = [
    [t('counter.number'), id],
    [t('counter.tax-number'), registration?.taxNumber ?? '–'],
    [t('counter.town'), town],
    [t('counter.paper-power-of-attorney'), registration?.powerOfAttorney.digest ?? '–'],
    [t('counter.paper-register-extract'), registration?.registerExtract.digest ?? '–'],
  ];
  return (
    <article class="counter-block">
      <h2>
        {name} <span class="chip">{t(`counter.kind-${kind}`)}</span>
      </h2>
      <dl class="counter-data">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd class="serial">{value}</dd>
          </div>
        ))}
      </dl>
      <Decision id={id} onDecided={onDecided} />
    </article>
  );
}

function Decision({ id, onDecided }: { readonly id: string; readonly onDecided: () => void }) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [reason, setReason] = useState('');
  const decide = useAction(async (decision: 'admit' | 'refuse') => {
    const request = decision === 'admit' ? admission(ticked) : refusal(reason);
    await asOperator(() =>
      call('POST', `/api/registry/organisations/${encodeURIComponent(id)}/decision`, request),
    );
    announce(t(decision === 'admit' ? 'counter.admitted' : 'counter.refused'));
    onDecided();
  });
  const toggle = (value: string): void =>
    setTicked((now) => new Set(now.has(value) ? [...now].filter((each) => each !== value) : [...now, value]));
  return (
    <>
      <FailureNotice action={decide} />
      <FieldGroup
        id={`compared-${id}`}
        label={t('counter.papers')}
        wrong={fieldCode(decide.failure, 'compared')}
      >
        <div class="choices">
          {COMPARED.map((each) => (
            <label key={each} class="choice">
              <input type="checkbox" checked={ticked.has(each)} onChange={() => toggle(each)} />
              <span>{t(`counter.${each}`)}</span>
            </label>
          ))}
        </div>
      </FieldGroup>
      <Button busy={decide.busy} onPress={() => decide.run('admit')}>
        {t('counter.admit')}
      </Button>
      <SelectField
        id={`refuse-${id}`}
        label={t('counter.reason')}
        value={reason}
        onValue={setReason}
        options={[
          { value: '', label: '–' },
          ...REFUSALS.map((value) => ({ value, label: t(`counter.refuse-${value}`) })),
        ]}
        wrong={fieldCode(decide.failure, 'reason')}
      />
      <Button look="danger" busy={decide.busy} onPress={() => decide.run('refuse')}>
        {t('counter.refuse')}
      </Button>
    </>
  );
}

function admission(ticked: ReadonlySet<string>): OrganisationDecisionRequest {
  if (!COMPARED.every((each) => ticked.has(each))) throw invalid([{ field: 'compared', code: 'all-checks' }]);
  return {
    decision: 'admit',
    compared: { powerOfAttorney: true, registerExtract: true, representative: true },
  };
}

function refusal(reason: string): OrganisationDecisionRequest {
  const known = REFUSALS.find((each) => each === reason);
  if (known === undefined) throw invalid([{ field: 'reason', code: 'choose' }]);
  return { decision: 'refuse', reason: known };
}
