import { useState } from 'preact/hooks';
import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { Fetched } from '../citizen-session/fetched.tsx';
import { t } from '../i18n/translate.ts';
import { fromBase64, toBase64 } from '../signing/key-derivation.ts';
import { SignWithPassword } from '../signing/sign-with-password.tsx';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { TextField, Tick } from '../ui/field.tsx';
import { certificateKind } from './certificate-kind.ts';
import type { RequestProps } from './request-props.ts';

/** The representative's screens: “I have checked”, then the certificate of the organisation (E-11, E-12). */
export function Approve({ request, onChanged }: RequestProps) {
  const { number } = request.document.organisation;
  if (request.state === 'approved') return <Finish request={request} onChanged={onChanged} />;
  return (
    <Fetched<OrganisationView> path={`/api/organisations/${number}`}>
      {(organisation) => (
        <>
          <CheckAndSign request={request} organisation={organisation} onChanged={onChanged} />
          <Refuse request={request} onChanged={onChanged} />
        </>
      )}
    </Fetched>
  );
}

const approvalPath = (id: string): string => `/api/attribute-requests/${id}/approval`;

function CheckAndSign({
  request,
  organisation,
  onChanged,
}: RequestProps & { readonly organisation: OrganisationView }) {
  const [checked, setChecked] = useState(false);
  const approve = async (cms: Uint8Array<ArrayBuffer>): Promise<void> => {
    await citizenCall('POST', approvalPath(request.id), { checked: true, signature: toBase64(cms) });
    announce(t('attribute-request.approved'));
    onChanged();
  };
  return (
    <section>
      <h2>{t('attribute-request.approve-title')}</h2>
      <Tick id="checked" checked={checked} onChecked={setChecked}>
        {t('attribute-request.checked')}
      </Tick>
      {checked ? (
        <SignWithPassword
          what={{ content: fromBase64(request.toSign ?? '') }}
          kind={certificateKind(organisation)}
          organisation={organisation.id}
          label={t('attribute-request.approve')}
          onSigned={approve}
        />
      ) : (
        <p class="soft">{t('attribute-request.check-first')}</p>
      )}
    </section>
  );
}

/** The approval is recorded, the attribute not yet issued: the same step once more, without a second signature. */
function Finish({ request, onChanged }: RequestProps) {
  const finish = useAction(async () => {
    await citizenCall('POST', approvalPath(request.id), { checked: true });
    onChanged();
  });
  return (
    <section>
      <p>{t('attribute-request.finish-lead')}</p>
      <FailureNotice action={finish} />
      <div class="actions">
        <Button busy={finish.busy} onPress={() => finish.run()}>
          {t('attribute-request.finish')}
        </Button>
      </div>
    </section>
  );
}

function Refuse({ request, onChanged }: RequestProps) {
  const [reason, setReason] = useState('');
  const refuse = useAction(async () => {
    await citizenCall('POST', `/api/attribute-requests/${request.id}/refusal`, { reason });
    announce(t('attribute-request.refused'));
    onChanged();
  });
  return (
    <details>
      <summary>{t('attribute-request.refuse-title')}</summary>
      <div>
        <FailureNotice action={refuse} />
        <TextField
          id="reason"
          label={t('attribute-request.refuse-reason')}
          value={reason}
          onValue={setReason}
          maxLength={500}
        />
        <Button look="danger" busy={refuse.busy} onPress={() => refuse.run()}>
          {t('attribute-request.refuse')}
        </Button>
      </div>
    </details>
  );
}
