import { useCallback, useEffect, useState } from 'preact/hooks';
import type {
  ClientMetadata,
  RefusalReason,
  RegistryRelyingParty,
  RelyingPartyDecisionRequest,
} from '../../lambdas/contracts/relying-parties.ts';
import { call } from '../api/call.ts';
import { dateAndTime } from '../i18n/format.ts';
import { language, t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField, TextField } from '../ui/field.tsx';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { asOperator } from './operator.ts';

const PATH = '/api/registry/relying-parties';
const REASONS: readonly RefusalReason[] = [
  'unclear-purpose',
  'too-much-data',
  'not-its-own-address',
  'impersonation',
  'other',
];

/** Services that ask for production, and changes of those that are there (B12). */
export function CounterRelyingParties() {
  const [waiting, setWaiting] = useState<readonly RegistryRelyingParty[]>();
  const load = useCallback(async () => {
    const answer = await asOperator(() =>
      call<{ relyingParties: RegistryRelyingParty[] }>('GET', `${PATH}?language=${language.value}`),
    );
    setWaiting(answer.relyingParties);
  }, []);
  const first = useAction(load);
  useEffect(() => first.run(), []);
  return (
    <Page title={t('counter.services-waiting')}>
      <FailureNotice action={first} />
      {waiting?.length === 0 && <p class="empty">{t('counter.no-services')}</p>}
      {waiting?.map((service) => (
        <Waiting key={service.client} service={service} onDecided={() => first.run()} />
      ))}
    </Page>
  );
}

interface WaitingProps {
  readonly service: RegistryRelyingParty;
  readonly onDecided: () => void;
}

function Waiting({ service, onDecided }: WaitingProps) {
  const { client, owner, askedAt, metadata, proposed, checks } = service;
  const wanted = proposed ?? metadata;
  return (
    <article class="counter-block">
      <h2>
        {wanted.client_name}{' '}
        <span class="chip">{t(proposed ? 'counter.service-change' : 'counter.service-new')}</span>
      </h2>
      <dl class="counter-data">
        <Row label={t('counter.service-client')} value={client} />
        <Row label={t('counter.service-owner')} value={owner} />
        {askedAt && <Row label={t('counter.service-asked')} value={dateAndTime(askedAt)} />}
        {Object.entries(wanted).map(([name, value]) => (
          <Row
            key={name}
            label={name}
            value={textOf(value)}
            before={
              proposed && differs(metadata, wanted, name) ? textOf(memberOf(metadata, name)) : undefined
            }
          />
        ))}
      </dl>
      <ul class="ticks">
        {checks?.checks.map(({ check, result, sentence }) => (
          <li key={check}>
            {result === 'passed' ? <CheckIcon /> : <WarningIcon />}
            <span>{sentence}</span>
          </li>
        ))}
      </ul>
      <Decision service={service} onDecided={onDecided} />
    </article>
  );
}

interface RowProps {
  readonly label: string;
  readonly value: string;
  readonly before?: string | undefined;
}

const Row = ({ label, value, before }: RowProps) => (
  <div>
    <dt>{label}</dt>
    <dd class="serial">
      {before !== undefined && (
        <>
          <del>{before || '–'}</del>{' '}
        </>
      )}
      {before === undefined ? value : <ins>{value}</ins>}
    </dd>
  </div>
);

const memberOf = (metadata: ClientMetadata, name: string): unknown =>
  (metadata as Readonly<Record<string, unknown>>)[name];
const differs = (one: ClientMetadata, other: ClientMetadata, name: string): boolean =>
  textOf(memberOf(one, name)) !== textOf(memberOf(other, name));
/** Lists and records as people read them; what is deeper (keys) stays JSON. */
function textOf(value: unknown): string {
  if (value === undefined) return '';
  if (Array.isArray(value)) return value.map(textOf).join(', ');
  if (typeof value !== 'object' || value === null) return String(value);
  const flat = Object.values(value).every((member) => typeof member === 'string');
  if (!flat) return JSON.stringify(value);
  return Object.entries(value)
    .map(([name, text]) => `${name}: ${text}`)
    .join('; ');
}

function Decision({ service: { client, version }, onDecided }: WaitingProps) {
  const [reason, setReason] = useState('');
  const [note, setNote] = useState('');
  const decide = useAction(async (decision: 'approve' | 'refuse') => {
    const request: RelyingPartyDecisionRequest =
      decision === 'approve' ? { decision, version } : { ...refusal(reason, note), version };
    await asOperator(() => call('POST', `${PATH}/${encodeURIComponent(client)}/decision`, request));
    announce(t(decision === 'approve' ? 'counter.service-approved' : 'counter.service-refused'));
    onDecided();
  });
  return (
    <>
      <FailureNotice action={decide} idOf={(field) => `${field}-${client}`} />
      <Button busy={decide.busy} onPress={() => decide.run('approve')}>
        {t('counter.service-approve')}
      </Button>
      <SelectField
        id={`reason-${client}`}
        label={t('counter.reason')}
        value={reason}
        onValue={setReason}
        options={[
          { value: '', label: '–' },
          ...REASONS.map((value) => ({ value, label: t(`counter.service-${value}`) })),
        ]}
        wrong={fieldCode(decide.failure, 'reason')}
      />
      <TextField
        id={`note-${client}`}
        label={t('counter.service-note')}
        value={note}
        onValue={setNote}
        maxLength={500}
      />
      <Button look="danger" busy={decide.busy} onPress={() => decide.run('refuse')}>
        {t('counter.refuse')}
      </Button>
    </>
  );
}

function refusal(reason: string, note: string) {
  const known = REASONS.find((each) => each === reason);
  if (known === undefined) throw invalid([{ field: 'reason', code: 'choose' }]);
  return { decision: 'refuse' as const, reason: known, ...(note.trim() !== '' && { note: note.trim() }) };
}
