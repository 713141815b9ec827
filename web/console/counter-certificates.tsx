import { useState } from 'preact/hooks';
import type { CertificateView } from '../../lambdas/contracts/certificates.ts';
import type { CounterReason, CounterRevocationRequest } from '../../lambdas/contracts/registry.ts';
import { call } from '../api/call.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField } from '../ui/field.tsx';
import { asOperator } from './operator.ts';

const REASONS: readonly CounterReason[] = [
  'key-compromise',
  'on-request',
  'death',
  'recording-error',
  'no-longer-entitled',
];

/** A person's certificates, with what a counter may do to each (C5). */
export const CounterCertificates = (props: {
  readonly certificates: readonly CertificateView[];
  readonly onChanged: () => void;
}) => (
  <section class="counter-block">
    <h2>{t('counter.certificates')}</h2>
    {props.certificates.length === 0 && <p class="empty">{t('counter.no-certificates')}</p>}
    {props.certificates.map((certificate) => (
      <Certificate key={certificate.serial} certificate={certificate} onChanged={props.onChanged} />
    ))}
  </section>
);

interface CertificateProps {
  readonly certificate: CertificateView;
  readonly onChanged: () => void;
}

function Certificate({ certificate, onChanged }: CertificateProps) {
  const { serial, kind, status, suspendedBy } = certificate;
  return (
    <article class="counter-certificate">
      <h3>{t(`counter.kind-${kind}`)}</h3>
      <dl class="counter-data">
        <div>
          <dt>{t('counter.status')}</dt>
          <dd>
            <span class={status === 'good' ? 'chip' : 'chip warn'}>{t(`counter.certificate-${status}`)}</span>
            {suspendedBy && <> {t(`counter.by-${suspendedBy}`)}</>}
          </dd>
        </div>
        <div>
          <dt>{t('counter.valid-until')}</dt>
          <dd>{dateAndTime(certificate.notAfter)}</dd>
        </div>
        <div>
          <dt>{t('counter.serial')}</dt>
          <dd class="numeric serial">{serial}</dd>
        </div>
      </dl>
      {(status === 'good' || status === 'suspended') && (
        <Acts certificate={certificate} onChanged={onChanged} />
      )}
    </article>
  );
}

function Acts({ certificate: { serial, status }, onChanged }: CertificateProps) {
  const [reason, setReason] = useState('');
  const path = `/api/registry/certificates/${serial}`;
  const act = useAction(async (what: 'revoke' | 'suspend' | 'lift') => {
    await asOperator(() => {
      if (what === 'suspend') return call('POST', `${path}/suspension`, {});
      if (what === 'lift') return call('DELETE', `${path}/suspension`);
      if (reason === '') throw invalid([{ field: 'reason', code: 'choose' }]);
      const request: CounterRevocationRequest = { reason: reason as CounterReason };
      return call('POST', `${path}/revocation`, request);
    });
    announce(t('counter.done'));
    onChanged();
  });
  return (
    <>
      <FailureNotice action={act} />
      <SelectField
        id={`reason-${serial}`}
        label={t('counter.reason')}
        value={reason}
        onValue={setReason}
        options={[
          { value: '', label: '–' },
          ...REASONS.map((value) => ({ value, label: t(`counter.reason-${value}`) })),
        ]}
        wrong={fieldCode(act.failure, 'reason')}
      />
      <div class="row">
        <Button look="danger" busy={act.busy} onPress={() => act.run('revoke')}>
          {t('counter.revoke')}
        </Button>
        {status === 'good' ? (
          <Button look="second" busy={act.busy} onPress={() => act.run('suspend')}>
            {t('counter.suspend')}
          </Button>
        ) : (
          <Button look="second" busy={act.busy} onPress={() => act.run('lift')}>
            {t('counter.lift')}
          </Button>
        )}
      </div>
    </>
  );
}
