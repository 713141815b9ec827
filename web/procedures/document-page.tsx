import { useState } from 'preact/hooks';
import type {
  ApplicationView,
  DocumentProgress,
  Procedure,
  RequiredDocument,
} from '../../lambdas/contracts/procedures.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { CheckIcon, ClockIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { IssuedSheet } from './documents.tsx';
import { FromSafe } from './from-safe.tsx';
import { said } from './procedures.ts';
import { RequestDocument } from './request-document.tsx';

interface DocumentPageProps {
  readonly application: ApplicationView;
  readonly procedure: Procedure;
  readonly required: RequiredDocument;
  readonly reload: () => void;
}

const Standing = ({ progress }: { readonly progress: DocumentProgress }) => {
  const issuer = progress.issuer?.name ?? '';
  if (progress.status === 'requested') {
    return (
      <div class="notice">
        <ClockIcon />
        <div>
          <h2>{t('proc.awaited', { issuer })}</h2>
          <p>{t('proc.awaited-text', { at: shortDateAndTime(progress.requestedAt ?? '') })}</p>
        </div>
      </div>
    );
  }
  if (progress.status === 'refused') {
    return (
      <div class="notice bad">
        <WarningIcon />
        <div>
          <h2>{t('proc.refused', { issuer })}</h2>
          <p>{progress.reason}</p>
        </div>
      </div>
    );
  }
  if (progress.status === 'issued') {
    return (
      <div class="notice">
        <CheckIcon />
        <div>
          <h2>{t('proc.issued', { issuer })}</h2>
          <p>{t('proc.issued-text')}</p>
        </div>
      </div>
    );
  }
  return null;
};

/** One required document: asked for, awaited, come, or refused. */
export function DocumentPage({ application, procedure, required, reload }: DocumentPageProps) {
  const progress = application.documents.find(({ document }) => document === required.id);
  const [again, setAgain] = useState(false);
  const status = progress?.status ?? 'missing';
  const asking = again || status === 'missing' || status === 'refused' || status === 'withdrawn';
  return (
    <Page title={said(required.title)} kicker={said(procedure.title)} lead={said(required.text)}>
      {progress && <Standing progress={progress} />}
      {progress?.content && !again && <IssuedSheet content={progress.content} required={required} />}
      {asking ? (
        <>
          <RequestDocument
            application={application}
            procedure={procedure}
            required={required}
            onAsked={() => {
              setAgain(false);
              reload();
            }}
          />
          <FromSafe application={application} required={required} onHandedIn={reload} />
        </>
      ) : (
        <div class="actions">
          <ButtonLink href={`/app/procedures/${application.id}`}>{t('proc.back-to-application')}</ButtonLink>
          {status === 'requested' && (
            <Button look="second" onPress={reload}>
              {t('proc.look-again')}
            </Button>
          )}
          <Button look="quiet" onPress={() => setAgain(true)}>
            {t(status === 'requested' ? 'proc.ask-another' : 'proc.ask-again')}
          </Button>
        </div>
      )}
    </Page>
  );
}
