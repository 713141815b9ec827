import { useState } from 'preact/hooks';
import type { RegistryPersonView, UnlockRequest } from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { calendarDate } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Tick } from '../ui/field.tsx';
import { CounterCertificates } from './counter-certificates.tsx';
import { CounterSuspension } from './counter-suspension.tsx';
import { CounterUpgrade } from './counter-upgrade.tsx';
import { asOperator } from './operator.ts';

interface PersonProps {
  readonly person: RegistryPersonView;
  readonly path: string;
  /** Something was done: read the person anew. */
  readonly onChanged: () => void;
}

/** A person at the counter: data, locks, level, certificates. */
export const CounterPerson = (props: PersonProps) => (
  <div class="counter-person">
    <Data person={props.person} />
    <Locks {...props} />
    {props.person.level === 'low' && props.person.status === 'active' && <CounterUpgrade path={props.path} />}
    <CounterSuspension {...props} />
    <CounterCertificates certificates={props.person.certificates} onChanged={props.onChanged} />
  </div>
);

const Data = ({ person }: { readonly person: RegistryPersonView }) => {
  const { identity, status, level } = person;
  const rows: readonly (readonly [string, string])[] = [
    [t('counter.name'), `${identity.givenName} ${identity.familyName}`],
    [t('counter.birthdate'), calendarDate(identity.birthdate)],
    [t('counter.address'), identity.address ?? '–'],
    [t('counter.document-expiry'), identity.documentExpiry ? calendarDate(identity.documentExpiry) : '–'],
    [t('counter.contact'), `${identity.phone} · ${identity.email}`],
    [t('counter.status'), t(`counter.status-${status}`)],
    [t('counter.level'), t(`level.${level}`)],
  ];
  return (
    <dl class="counter-data">
      {rows.map(([label, value]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** What is locked, and the way to unlock it after identification (C2). */
function Locks({ person, path, onChanged }: PersonProps) {
  const locked = person.signingKeys.filter((key) => key.locked).length;
  const keys = t('counter.keys', { locked, all: person.signingKeys.length });
  const [sure, setSure] = useState(false);
  const unlock = useAction(async (what: UnlockRequest['what']) => {
    if (!sure) throw invalid([{ field: 'sure', code: 'tick' }]);
    const request: UnlockRequest = { what, identified: true };
    await asOperator(() => call('POST', `${path}/unlock`, request));
    announce(t('counter.unlocked'));
    setSure(false);
    onChanged();
  });
  return (
    <section class="counter-block">
      <h2>{t('counter.locks')}</h2>
      <FailureNotice action={unlock} />
      <dl class="counter-data">
        <div>
          <dt>{t('counter.pin')}</dt>
          <dd>
            <span class={person.pin === 'locked' ? 'chip bad' : 'chip'}>
              {t(`counter.pin-${person.pin}`)}
            </span>
          </dd>
        </div>
        <div>
          <dt>{t('counter.signing-passwords')}</dt>
          <dd>
            <span class={locked > 0 ? 'chip bad' : 'chip'}>{keys}</span>
          </dd>
        </div>
      </dl>
      {(person.pin === 'locked' || locked > 0) && (
        <>
          <Tick id="sure" checked={sure} onChecked={setSure} wrong={fieldCode(unlock.failure, 'sure')}>
            {t('counter.unlock-sure')}
          </Tick>
          <div class="row">
            {person.pin === 'locked' && (
              <Button busy={unlock.busy} onPress={() => unlock.run('pin')}>
                {t('counter.unlock-pin')}
              </Button>
            )}
            {locked > 0 && (
              <Button busy={unlock.busy} onPress={() => unlock.run('signing-password')}>
                {t('counter.unlock-password')}
              </Button>
            )}
          </div>
        </>
      )}
    </section>
  );
}
