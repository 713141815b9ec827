import type { ReceivedApplicationView, ReceivedDocument } from '../../lambdas/contracts/procedures.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { FetchedPage } from '../organisation/fetched-page.tsx';
import type { Params } from '../organisation/params.ts';
import { fromBase64 } from '../signing/key-derivation.ts';
import { saveFile } from '../signing/save-file.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { AnswerForm } from './answer-form.tsx';
import { StatusMark } from './application-status.tsx';
import { AnswerSheet, ApplicationSheet, IssuedSheet } from './documents.tsx';
import { download } from './download.ts';
import { NeedsCatalogue } from './needs-catalogue.tsx';
import { said } from './procedures.ts';
import { DeliveryVerdicts, SignatureVerdict } from './verdicts.tsx';
import './procedures.css';

interface ReceivedProps {
  readonly organisation: string;
  readonly received: ReceivedApplicationView;
  readonly reload: () => void;
}

const CMS = 'application/pkcs7-mime';

const Attached = ({
  organisation,
  received,
  document,
}: Omit<ReceivedProps, 'reload'> & { readonly document: ReceivedDocument }) => {
  const required = received.definition.documents.find(({ id }) => id === document.document);
  const base = `/organisation/${organisation}/applications/${received.id}`;
  return (
    <section>
      <h2>{said(document.title)}</h2>
      <ul class="verdicts">
        <SignatureVerdict verification={document.verification} />
        <DeliveryVerdicts delivery={document.delivery} />
      </ul>
      {document.content && required && <IssuedSheet content={document.content} required={required} />}
      <div class="actions">
        <ButtonLink href={`${base}/attributes/${document.document}`} look="second">
          {t('proc.show-attributes')}
        </ButtonLink>
        <Button
          look="quiet"
          onPress={() => saveFile(`${document.document}.p7m`, CMS, fromBase64(document.signature))}
        >
          {t('proc.save-signed')}
        </Button>
      </div>
    </section>
  );
};

function Received({ organisation, received, reload }: ReceivedProps) {
  const save = useAction(() => download(organisation, received.id));
  const { definition, answer } = received;
  return (
    <Page
      title={received.applicant.name}
      kicker={said(definition.title)}
      lead={t('proc.came-at', { at: shortDateAndTime(received.submittedAt) })}
    >
      <p>
        <StatusMark {...received} />
      </p>
      <ul class="verdicts">
        <SignatureVerdict verification={received.verification} />
      </ul>
      <ApplicationSheet content={received.content} procedure={definition} />
      <FailureNotice action={save} />
      <div class="actions">
        <Button look="second" busy={save.busy} onPress={() => save.run()}>
          {t('proc.download-all')}
        </Button>
        <Button look="quiet" onPress={() => saveFile('application.p7m', CMS, fromBase64(received.signature))}>
          {t('proc.save-signed')}
        </Button>
      </div>
      {received.documents.map((document) => (
        <Attached
          key={document.document}
          organisation={organisation}
          received={received}
          document={document}
        />
      ))}
      {answer && (
        <section>
          <h2>{t('proc.answer')}</h2>
          <AnswerSheet content={answer} procedure={definition} />
        </section>
      )}
      {received.status === 'submitted' && (
        <AnswerForm organisation={organisation} received={received} reload={reload} />
      )}
      <p>
        <a href={`/organisation/${organisation}/applications`}>{t('proc.received')}</a>
      </p>
    </Page>
  );
}

/** `/organisation/:organisation/applications/:application`: every signature judged, every document with its proof (E-22). */
export default function ReceivedApplication({ params }: { readonly params: Params }) {
  const { organisation = '', application = '' } = params;
  const path = `${encodeURIComponent(organisation)}/applications/${encodeURIComponent(application)}`;
  return (
    <NeedsCatalogue>
      <FetchedPage<ReceivedApplicationView>
        path={`/api/organisations/${path}`}
        back={{ href: `/organisation/${organisation}/applications`, title: t('proc.received') }}
      >
        {(received, reload) => <Received organisation={organisation} received={received} reload={reload} />}
      </FetchedPage>
    </NeedsCatalogue>
  );
}
