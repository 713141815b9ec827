import { useState } from 'preact/hooks';
import type {
  PersonSuspensionRequest,
  RegistryPersonView,
  SuspensionReason,
} from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField, Tick } from '../ui/field.tsx';
import { asOperator } from './operator.ts';

const REASONS: readonly SuspensionReason[] = ['on-request', 'misuse', 'doubtful-identity', 'death'];

interface SuspensionProps {
  readonly person: RegistryPersonView;
  readonly path: string;
  readonly onChanged: () => void;
}

/** The identity as a whole: stopped, or given back (B11). */
export const CounterSuspension = (props: SuspensionProps) => (
  <section class="counter-block">
    <h2>{t('counter.identity')}</h2>
    {props.person.suspension ? <Suspended {...props} /> : <Suspend {...props} />}
  </section>
);

function Suspend({ path, onChanged }: SuspensionProps) {
  const [reason, setReason] = useState('');
  const [sure, setSure] = useState(false);
  const suspend = useAction(async () => {
    if (reason === '') throw invalid([{ field: 'suspension-reason', code: 'choose' }]);
    if (!sure) throw invalid([{ field: 'suspension-sure', code: 'tick' }]);
    const request: PersonSuspensionRequest = { reason: reason as SuspensionReason, identified: true };
    await asOperator(() => call('POST', `${path}/suspension`, request));
    announce(t('counter.done'));
    onChanged();
  });
  return (
    <>
      <p>{t('counter.suspend-identity-lead')}</p>
      <FailureNotice action={suspend} />
      <SelectField
        id="suspension-reason"
        label={t('counter.reason')}
        value={reason}
        onValue={setReason}
        options={[
          { value: '', label: '–' },
          ...REASONS.map((value) => ({ value, label: t(`counter.suspension-${value}`) })),
        ]}
        wrong={fieldCode(suspend.failure, 'suspension-reason')}
      />
      <Tick
        id="suspension-sure"
        checked={sure}
        onChecked={setSure}
        wrong={fieldCode(suspend.failure, 'suspension-sure')}
      >
        {t('counter.suspend-identity-sure')}
      </Tick>
      <Button look="danger" busy={suspend.busy} onPress={() => suspend.run()}>
        {t('counter.suspend-identity')}
      </Button>
    </>
  );
}

function Suspended({ person: { suspension }, path, onChanged }: SuspensionProps) {
  const [sure, setSure] = useState(false);
  const lift = useAction(async () => {
    if (!sure) throw invalid([{ field: 'lift-sure', code: 'tick' }]);
    await asOperator(() => call('DELETE', `${path}/suspension`));
    announce(t('counter.done'));
    onChanged();
  });
  if (!suspension) return null;
  const rows = [
    [t('counter.reason'), t(`counter.suspension-${suspension.reason}`)],
    [t('counter.suspended-by'), suspension.by],
    [t('counter.suspended-at'), dateAndTime(suspension.at)],
  ] as const;
  return (
    <>
      <dl class="counter-data">
        {rows.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <FailureNotice action={lift} />
      <Tick id="lift-sure" checked={sure} onChecked={setSure} wrong={fieldCode(lift.failure, 'lift-sure')}>
        {t('counter.lift-identity-sure')}
      </Tick>
      <Button look="second" busy={lift.busy} onPress={() => lift.run()}>
        {t('counter.lift-identity')}
      </Button>
    </>
  );
}
