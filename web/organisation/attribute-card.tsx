import { useState } from 'preact/hooks';
import type { AttributeView } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { dateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { fromBase64 } from '../signing/key-derivation.ts';
import { saveFile } from '../signing/save-file.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Badge, lookOf } from './badge.tsx';
import { Facts } from './facts.tsx';
import { authorityNames, periodOf } from './organisation-words.ts';

interface AttributeProps {
  readonly attribute: AttributeView;
  readonly onRevoked: () => void;
}

const save = ({ record, organisation }: AttributeView): void =>
  saveFile(`attribute-${organisation.number}.p7m`, 'application/pkcs7-mime', fromBase64(record ?? ''));

/** What one person may do for one organisation; revocable by both. */
export const AttributeCard = ({ attribute, onRevoked }: AttributeProps) => {
  const { own, organisation, holder, post, department, authorities, status, revokedAt } = attribute;
  return (
    <li class="card">
      <p class="card-head">
        <strong>{own ? organisation.name : (holder ?? attribute.holderCertificate)}</strong>
        <Badge look={lookOf(status)}>{t(`attribute.status.${status}`)}</Badge>
      </p>
      <Facts
        facts={[
          [t('attribute-request.post'), `${post}, ${department}`],
          [t('attribute-request.authorities'), authorityNames(authorities)],
          [t('attribute-request.period'), periodOf(attribute)],
          [t('authority-check.revoked-at'), revokedAt && dateAndTime(revokedAt)],
        ]}
      />
      <div class="actions">
        {attribute.record !== undefined && (
          <Button look="second" small onPress={() => save(attribute)}>
            {t('attribute.save')}
          </Button>
        )}
        {status === 'good' && <Revoke attribute={attribute} onRevoked={onRevoked} />}
      </div>
    </li>
  );
};

function Revoke({ attribute, onRevoked }: AttributeProps) {
  const [asking, setAsking] = useState(false);
  const revoke = useAction(async () => {
    await citizenCall('POST', `/api/attributes/${attribute.id}/revocation`);
    announce(t('attribute.revoked'));
    setAsking(false);
    onRevoked();
  });
  return (
    <>
      <Button look="danger" small onPress={() => setAsking(true)}>
        {t('attribute.revoke')}
      </Button>
      {asking && (
        <Dialog title={t('attribute.revoke-title')} onClose={() => setAsking(false)}>
          <p>{t('attribute.revoke-text')}</p>
          <FailureNotice action={revoke} />
          <Button look="danger" busy={revoke.busy} onPress={() => revoke.run()}>
            {t('attribute.revoke-confirm')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
