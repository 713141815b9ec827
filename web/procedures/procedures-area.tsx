import { useLocation } from 'preact-iso';
import type { ApplicationView } from '../../lambdas/contracts/procedures.ts';
import { NotFound } from '../citizen/not-found.tsx';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { t } from '../i18n/translate.ts';
import { FetchedPage } from '../organisation/fetched-page.tsx';
import { announce } from '../ui/announce.tsx';
import { ApplicationForm } from './application-form.tsx';
import { ApplicationPage } from './application-page.tsx';
import { Begin } from './begin.tsx';
import { DocumentPage } from './document-page.tsx';
import { NeedsCatalogue } from './needs-catalogue.tsx';
import { ProcedureList } from './procedure-list.tsx';
import { procedureOf } from './procedures.ts';
import { SignPage } from './sign-page.tsx';
import './procedures.css';

interface StepProps {
  readonly application: ApplicationView;
  readonly step: string;
  readonly document: string;
  readonly reload: () => void;
}

function Step({ application, step, document, reload }: StepProps) {
  const { route } = useLocation();
  const procedure = procedureOf(application.procedure);
  if (!procedure) return <NotFound />;
  const common = { application, procedure, reload };
  if (step === '' || application.status !== 'draft') return <ApplicationPage {...common} />;
  if (step === 'form') return <ApplicationForm key={application.version} {...common} />;
  const required = procedure.documents.find(({ id }) => id === document);
  if (step === 'document' && required) return <DocumentPage key={document} required={required} {...common} />;
  if (step !== 'sign') return <NotFound />;
  const onSent = () => {
    announce(t('proc.sent'));
    route(`/app/procedures/${application.id}`);
    reload();
  };
  return <SignPage {...common} onSent={onSent} />;
}

const Shown = () => {
  const { path } = useLocation();
  const [first = '', second = '', third = ''] = path.split('/').slice(3);
  if (first === '') return <ProcedureList />;
  if (first === 'new') {
    const procedure = procedureOf(second);
    return procedure ? <Begin procedure={procedure} /> : <NotFound />;
  }
  return (
    <FetchedPage<ApplicationView>
      key={`${first}/${second}`}
      path={`/api/applications/${encodeURIComponent(first)}`}
      back={{ href: '/app/procedures', title: t('proc.title') }}
    >
      {(application, reload) => (
        <Step application={application} step={second} document={third} reload={reload} />
      )}
    </FetchedPage>
  );
};

/** `/app/procedures/…`: applications to authorities, from the first question to the sealed answer (E5). */
export default function ProceduresArea() {
  return (
    <LoggedIn needs="certificate">
      <NeedsCatalogue>
        <Shown />
      </NeedsCatalogue>
    </LoggedIn>
  );
}
