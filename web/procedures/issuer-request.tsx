import { useState } from 'preact/hooks';
import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';
import type {
  AddressValue,
  DocumentRequestView,
  FormValues,
  IssuedContent,
  ToSign,
} from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { type PlainKey, t } from '../i18n/translate.ts';
import { FetchedPage } from '../organisation/fetched-page.tsx';
import type { Params } from '../organisation/params.ts';
import { fromBase64, toBase64 } from '../signing/key-derivation.ts';
import type { SigningKind } from '../signing/key-vault.ts';
import { saveFile } from '../signing/save-file.ts';
import { SignWithPassword } from '../signing/sign-with-password.tsx';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { IssuedSheet } from './documents.tsx';
import { FormFailure } from './form-failure.tsx';
import { FormFields } from './form-fields.tsx';
import { said } from './procedures.ts';
import { Sheet, SheetSections } from './sheet.tsx';
import { contentOf } from './signed-content.ts';
import { TextArea } from './text-area.tsx';
import './procedures.css';

interface InHandProps {
  readonly request: DocumentRequestView;
  /** Whether the representative is at work, who signs with the organisation's own certificate. */
  readonly asRepresentative: boolean;
  readonly kind: OrganisationView['kind'];
  readonly reload: () => void;
}

const pathOf = ({ id }: DocumentRequestView, act: 'issuance' | 'refusal') =>
  `/api/document-requests/${encodeURIComponent(id)}/${act}`;

const keyOf = ({ asRepresentative, kind }: InHandProps): SigningKind => {
  if (!asRepresentative) return 'signature';
  return kind === 'company' ? 'corporate' : 'official-seal';
};

function Issue(props: InHandProps) {
  const { request, reload } = props;
  const [values, setValues] = useState<FormValues>({});
  const [toSign, setToSign] = useState<string>();
  const prepare = useAction(async () => {
    setToSign((await citizenCall<ToSign>('POST', pathOf(request, 'issuance'), { values })).toSign);
  });
  if (toSign !== undefined) {
    return (
      <>
        <h2>{t('proc.read-and-sign')}</h2>
        <IssuedSheet content={contentOf<IssuedContent>(toSign)} required={request.required} />
        <SignWithPassword
          what={{ content: fromBase64(toSign) }}
          kind={keyOf(props)}
          {...(keyOf(props) !== 'signature' && { organisation: request.issuer.id })}
          label={t('proc.sign-and-issue')}
          onSigned={async (cms) => {
            await citizenCall('POST', pathOf(request, 'issuance'), { signature: toBase64(cms) });
            announce(t('proc.you-issued'));
            reload();
          }}
        />
        <Button look="quiet" onPress={() => setToSign(undefined)}>
          {t('proc.correct')}
        </Button>
      </>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        prepare.run();
      }}
    >
      <FormFailure action={prepare} sections={request.required.form} />
      <FormFields
        sections={request.required.form}
        values={values}
        change={(id: string, value: string | AddressValue) => setValues({ ...values, [id]: value })}
        wrong={(field) => fieldCode(prepare.failure, field)}
      />
      <div class="actions">
        <Button type="submit" busy={prepare.busy}>
          {t('proc.check')}
        </Button>
      </div>
    </form>
  );
}

function Refuse({ request, reload }: InHandProps) {
  const [reason, setReason] = useState('');
  const refuse = useAction(async () => {
    if (reason.trim() === '') throw invalid([{ field: 'reason', code: 'missing' }]);
    await citizenCall('POST', pathOf(request, 'refusal'), { reason });
    announce(t('proc.you-refused'));
    reload();
  });
  return (
    <details>
      <summary>{t('proc.refuse')}</summary>
      <div>
        <FailureNotice action={refuse} labelOf={() => t('proc.refuse-reason')} />
        <TextArea
          id="reason"
          label={t('proc.refuse-reason')}
          hint={t('proc.refuse-hint')}
          value={reason}
          wrong={fieldCode(refuse.failure, 'reason')}
          onValue={setReason}
          lines={3}
          maxLength={1000}
        />
        <Button look="danger" small busy={refuse.busy} onPress={() => refuse.run()}>
          {t('proc.refuse-do')}
        </Button>
      </div>
    </details>
  );
}

const ENDED: Partial<Record<DocumentRequestView['status'], PlainKey>> = {
  issued: 'proc.you-issued',
  refused: 'proc.you-refused',
};

const Decided = ({ request }: Pick<InHandProps, 'request'>) => (
  <>
    <div class={request.status === 'issued' ? 'notice' : 'notice warn'}>
      {request.status === 'issued' ? <CheckIcon /> : <WarningIcon />}
      <div>
        <h2>{t(ENDED[request.status] ?? 'proc.request-withdrawn')}</h2>
        <p>{request.reason ?? shortDateAndTime(request.decidedAt ?? '')}</p>
      </div>
    </div>
    {request.content && <IssuedSheet content={request.content} required={request.required} />}
    {request.signature && (
      <div class="actions">
        <Button
          look="second"
          onPress={() =>
            saveFile(`${request.document}.p7m`, 'application/pkcs7-mime', fromBase64(request.signature ?? ''))
          }
        >
          {t('proc.save-signed')}
        </Button>
      </div>
    )}
  </>
);

/** One request: what is asked, then the document to fill in and sign, or the refusal (E-20). */
const InHand = (props: InHandProps) => {
  const { request } = props;
  const { required, person } = request;
  return (
    <Page
      title={said(required.title)}
      kicker={request.issuer.name}
      lead={t('proc.asks', { person: person.name })}
    >
      {request.status !== 'requested' && <Decided request={request} />}
      {required.request.length > 0 && (
        <Sheet kind={shortDateAndTime(request.requestedAt)} title={t('proc.asked')}>
          <SheetSections sections={required.request} values={request.values} />
        </Sheet>
      )}
      {request.status === 'requested' && (
        <>
          <Issue {...props} />
          <Refuse {...props} />
        </>
      )}
      <p>
        <ButtonLink href={`/organisation/${request.issuer.id}/requests`} look="quiet" small>
          {t('proc.requests')}
        </ButtonLink>
      </p>
    </Page>
  );
};

/** `/organisation/:organisation/requests/:request` */
export default function IssuerRequest({ params }: { readonly params: Params }) {
  const { organisation = '', request = '' } = params;
  return (
    <FetchedPage<OrganisationView> path={`/api/organisations/${encodeURIComponent(organisation)}`}>
      {({ role, kind }) => (
        <FetchedPage<DocumentRequestView>
          path={`/api/document-requests/${encodeURIComponent(request)}`}
          back={{ href: `/organisation/${organisation}/requests`, title: t('proc.requests') }}
        >
          {(found, reload) => (
            <InHand
              request={found}
              asRepresentative={role === 'representative'}
              kind={kind}
              reload={reload}
            />
          )}
        </FetchedPage>
      )}
    </FetchedPage>
  );
}
