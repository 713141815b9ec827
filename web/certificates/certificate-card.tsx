import { useState } from 'preact/hooks';
import type { CertificateView } from '../../lambdas/contracts/certificates.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64 } from '../signing/key-derivation.ts';
import { saveFile } from '../signing/save-file.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { applyPath, type Details, grouped, pathOf, reasonSentence, statusSentence } from './certificates.ts';

interface CardProps {
  readonly certificate: CertificateView;
  readonly onChanged: () => void;
}

const EndDialog = ({ certificate, onChanged, onClose }: CardProps & { readonly onClose: () => void }) => {
  const [reason, setReason] = useState('key-lost');
  const end = useAction(async () => {
    await citizenCall('POST', `${pathOf(certificate.serial)}/revocation`, { reason });
    announce(t('certificates.ended'));
    onClose();
    onChanged();
  });
  return (
    <Dialog title={t('certificates.end-title')} onClose={onClose}>
      <p>{t('certificates.end-lead')}</p>
      <FailureNotice action={end} />
      <Choices
        id="reason"
        label={t('certificates.why')}
        value={reason}
        onValue={setReason}
        choices={[
          { value: 'key-lost', title: t('certificates.end-lost') },
          { value: 'key-leaked', title: t('certificates.end-leaked') },
          { value: 'not-needed', title: t('certificates.end-unwanted') },
        ]}
      />
      <div class="actions">
        <Button look="danger" busy={end.busy} onPress={() => end.run()}>
          {t('certificates.end-do')}
        </Button>
      </div>
    </Dialog>
  );
};

/** Suspend, lift, save, end: what its holder may do with a certificate now. */
function Acts({ certificate, onChanged }: CardProps) {
  const [ending, setEnding] = useState(false);
  const { serial, status, kind, organisation, renewable, suspendedBy } = certificate;
  const change = useAction<'POST' | 'DELETE'>(async (method) => {
    await citizenCall(method, `${pathOf(serial)}/suspension`, method === 'POST' ? {} : undefined);
    announce(t(method === 'POST' ? 'certificates.suspended' : 'certificates.lifted'));
    onChanged();
  });
  const save = useAction(async () => {
    const { der } = await citizenCall<Details>('GET', pathOf(serial));
    saveFile(`${kind}.cer`, 'application/pkix-cert', fromBase64(der));
  });
  return (
    <>
      <FailureNotice action={change.failure ? change : save} />
      <div class="actions acts">
        {status === 'good' && kind === 'signature' && (
          <ButtonLink href="/app/sign" small>
            {t('certificates.sign')}
          </ButtonLink>
        )}
        {renewable && (
          <ButtonLink href={applyPath(kind, organisation)} small>
            {t('certificates.renew')}
          </ButtonLink>
        )}
        <Button look="second" small busy={save.busy} onPress={() => save.run()}>
          {t('certificates.save')}
        </Button>
        {status === 'good' && (
          <Button look="second" small busy={change.busy} onPress={() => change.run('POST')}>
            {t('certificates.suspend')}
          </Button>
        )}
        {status === 'suspended' && suspendedBy === 'holder' && (
          <Button look="second" small busy={change.busy} onPress={() => change.run('DELETE')}>
            {t('certificates.lift')}
          </Button>
        )}
        {(status === 'good' || status === 'suspended') && (
          <Button look="quiet" small onPress={() => setEnding(true)}>
            {t('certificates.end')}
          </Button>
        )}
      </div>
      {ending && (
        <EndDialog certificate={certificate} onChanged={onChanged} onClose={() => setEnding(false)} />
      )}
    </>
  );
}

/** One certificate: what it is, where it stands, and what can be done with it. */
export const CertificateCard = ({ certificate, onChanged }: CardProps) => {
  const { serial, status, kind, storage, reason } = certificate;
  const because = reasonSentence(reason);
  return (
    <div class={`certificate ${status}`}>
      <p class="certificate-status">
        <strong>{statusSentence(certificate)}</strong>
        {because && <span class="soft">{because}</span>}
      </p>
      <dl class="facts">
        <div>
          <dt>{t('certificates.number')}</dt>
          <dd>
            <code>{grouped(serial)}</code>
          </dd>
        </div>
        <div>
          <dt>{t('certificates.storage')}</dt>
          <dd>{t(kind === 'authentication' ? 'apply.this-phone' : `storage.${storage}`)}</dd>
        </div>
      </dl>
      <Acts certificate={certificate} onChanged={onChanged} />
    </div>
  );
};
