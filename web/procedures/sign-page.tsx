import type { ApplicationContent, ApplicationView, Procedure } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64, toBase64 } from '../signing/key-derivation.ts';
import { SignWithPassword } from '../signing/sign-with-password.tsx';
import { ButtonLink } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { ApplicationSheet } from './documents.tsx';
import { said } from './procedures.ts';
import { contentOf } from './signed-content.ts';

interface SignPageProps {
  readonly application: ApplicationView;
  readonly procedure: Procedure;
  readonly onSent: () => void;
}

/** The whole application to be read, then signed and sent in one step (E-19). What is shown is what is signed. */
export function SignPage({ application, procedure, onSent }: SignPageProps) {
  const { id, toSign } = application;
  if (toSign === undefined) {
    return (
      <Page title={t('proc.not-ready')} lead={t('proc.not-ready-text')}>
        <div class="actions">
          <ButtonLink href={`/app/procedures/${id}`}>{t('proc.back-to-application')}</ButtonLink>
        </div>
      </Page>
    );
  }
  return (
    <Page title={t('proc.read-and-sign')} kicker={said(procedure.title)} lead={t('proc.sign-lead')}>
      <ApplicationSheet content={contentOf<ApplicationContent>(toSign)} procedure={procedure} />
      <h2>{t('proc.sign-and-send')}</h2>
      <SignWithPassword
        what={{ content: fromBase64(toSign) }}
        kind="signature"
        label={t('proc.sign-and-send')}
        onSigned={async (cms) => {
          await citizenCall('POST', `/api/applications/${id}/signature`, { signature: toBase64(cms) });
          onSent();
        }}
      />
    </Page>
  );
}
