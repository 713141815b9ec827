import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type {
  CertificateApplicationView,
  CertificateConfirmationRequest,
} from '../../lambdas/contracts/certificates.ts';
import type { IssuedCertificate } from '../../lambdas/contracts/certification.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { calendarDate } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, Tick } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Kind } from './certificates.ts';
import { Install } from './install.tsx';

const CARRIERS = ['kaztoken', 'etoken-jacarta', 'akey', 'sim', 'identity-card-chip'] as const;
type Storage = CertificateApplicationView['storage'];

interface StepProps {
  readonly kind: Kind;
  readonly step: number;
  readonly children: preact.ComponentChildren;
}

const Step = ({ kind, step, children }: StepProps) => (
  <Page title={t(`apply.title-${kind}`)} kicker={t('apply.step', { step })}>
    {children}
  </Page>
);

const READ = {
  authentication: [
    'apply.read-authentication-1',
    'apply.read-authentication-2',
    'apply.read-authentication-3',
  ],
  signature: ['apply.read-signature-1', 'apply.read-signature-2', 'apply.read-signature-3'],
  corporate: ['apply.read-organisation-1', 'apply.read-organisation-2', 'apply.read-organisation-3'],
  'official-seal': ['apply.read-organisation-1', 'apply.read-organisation-2', 'apply.read-organisation-3'],
} as const;

/** Step 1: what one should know before. */
const Read = ({ kind, onRead }: { readonly kind: Kind; readonly onRead: () => void }) => (
  <Step kind={kind} step={1}>
    <h2>{t('apply.read')}</h2>
    <ol class="numbered">
      {READ[kind].map((key) => (
        <li key={key}>{t(key)}</li>
      ))}
    </ol>
    <div class="actions">
      <Button onPress={onRead}>{t('apply.understood')}</Button>
    </div>
  </Step>
);

interface ChooseProps {
  readonly kind: Kind;
  readonly organisation: string | undefined;
  readonly onApplied: (application: CertificateApplicationView) => void;
}

/** Step 2: where the key is kept; for AUTHENTICATION that is this phone, and nothing is asked. */
function Choose({ kind, organisation, onApplied }: ChooseProps) {
  const [storage, setStorage] = useState<Storage>('file');
  const [all, setAll] = useState(false);
  const apply = useAction(async () =>
    onApplied(
      await citizenCall<CertificateApplicationView>('POST', '/api/certificates/applications', {
        kind,
        storage,
        ...(organisation && { organisation }),
      }),
    ),
  );
  const offered: readonly Storage[] = all ? ['file', ...CARRIERS] : ['file'];
  return (
    <Step kind={kind} step={2}>
      <FailureNotice action={apply} />
      <Choices
        id="storage"
        label={t('apply.storage')}
        value={storage}
        onValue={(value) => setStorage(value as Storage)}
        choices={offered.map((value) => ({
          value,
          title: t(kind === 'authentication' ? 'apply.this-phone' : `storage.${value}`),
          ...(value === 'file' && {
            text: t(kind === 'authentication' ? 'apply.this-phone-text' : 'storage.file-text'),
          }),
        }))}
        hint={all ? t('storage.carrier-text') : undefined}
      />
      {!all && kind !== 'authentication' && (
        <Button look="quiet" small onPress={() => setAll(true)}>
          {t('apply.more-storages')}
        </Button>
      )}
      <div class="actions">
        <Button busy={apply.busy} onPress={() => apply.run()}>
          {t('continue')}
        </Button>
      </div>
    </Step>
  );
}

const SEX = { '1': 'apply.sex-1', '2': 'apply.sex-2' } as const;

const FourAttributes = ({
  attributes,
}: {
  readonly attributes: NonNullable<CertificateApplicationView['attributes']>;
}) => (
  <dl class="facts">
    <div>
      <dt>{t('apply.name')}</dt>
      <dd>{attributes.name}</dd>
    </div>
    <div>
      <dt>{t('apply.sex')}</dt>
      <dd>{t(SEX[attributes.sex])}</dd>
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

interface ConfirmProps {
  readonly application: CertificateApplicationView;
  readonly onConfirmed: (application: CertificateApplicationView) => void;
}

/** Step 3: what everybody who gets a signature will see, looked at and ticked. */
function Confirm({ application, onConfirmed }: ConfirmProps) {
  const [right, setRight] = useState(false);
  const { attributes, kind } = application;
  const confirm = useAction(async () => {
    const body: CertificateConfirmationRequest = attributes ? { attributes } : {};
    const path = `/api/certificates/applications/${encodeURIComponent(application.application)}/confirm`;
    onConfirmed(await citizenCall<CertificateApplicationView>('POST', path, body));
  });
  const ticked = right || !attributes;
  return (
    <Step kind={kind} step={3}>
      <h2>{t('apply.confirm')}</h2>
      <FailureNotice action={confirm} />
      {attributes ? (
        <>
          <FourAttributes attributes={attributes} />
          <Tick id="right" checked={right} onChecked={setRight}>
            {t('apply.correct')}
          </Tick>
          <p class="soft">{t('apply.not-correct')}</p>
        </>
      ) : (
        <p>
          {application.organisation
            ? t('apply.confirm-organisation', { organisation: application.organisation })
            : t('apply.confirm-none')}
        </p>
      )}
      <div class="actions">
        {ticked && (
          <Button busy={confirm.busy} onPress={() => confirm.run()}>
            {t('continue')}
          </Button>
        )}
        {attributes && (
          <ButtonLink href="/app/identity" look="quiet" small>
            {t('apply.correct-mine')}
          </ButtonLink>
        )}
      </div>
    </Step>
  );
}

const Done = ({ kind, issued }: { readonly kind: Kind; readonly issued: IssuedCertificate }) => (
  <Page
    title={t('apply.done')}
    lead={t('apply.done-lead', { date: calendarDate(issued.notAfter.slice(0, 10)) })}
    centred
  >
    <p class="big-tick">
      <CheckIcon />
    </p>
    <div class="actions">
      {kind === 'signature' && <ButtonLink href="/app/sign">{t('certificates.sign')}</ButtonLink>}
      {(kind === 'corporate' || kind === 'official-seal') && (
        <ButtonLink href="/organisation">{t('organisation.title')}</ButtonLink>
      )}
      <ButtonLink href="/app/certificates" look="second">
        {t('certificates.title')}
      </ButtonLink>
    </div>
  </Page>
);

/** `/app/certificates/apply/{kind}`: the four steps (C9). */
export function Apply({ kind }: { readonly kind: Kind }) {
  const { query } = useLocation();
  const [read, setRead] = useState(false);
  const [application, setApplication] = useState<CertificateApplicationView>();
  const [issued, setIssued] = useState<IssuedCertificate>();
  if (issued) return <Done kind={kind} issued={issued} />;
  if (!read) return <Read kind={kind} onRead={() => setRead(true)} />;
  if (!application)
    return <Choose kind={kind} organisation={query.organisation} onApplied={setApplication} />;
  if (application.status === 'to-confirm')
    return <Confirm application={application} onConfirmed={setApplication} />;
  return (
    <Step kind={kind} step={4}>
      <Install application={application} onIssued={setIssued} />
    </Step>
  );
}
