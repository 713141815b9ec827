import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { enrolment } from './enrolment.ts';

const OVER = ['submitted', 'in-review', 'accepted', 'active', 'rejected', 'cancelled'];

/** The person may withdraw at any time (A5); what was entered is then erased. */
export function CancelEnrolment() {
  const { route } = useLocation();
  const [asked, setAsked] = useState(false);
  const cancel = useAction(async () => {
    await call('DELETE', '/api/enrolment');
    sessionStorage.clear();
    enrolment.value = undefined;
    setAsked(false);
    route('/enrol');
  });
  if (OVER.includes(enrolment.value?.step ?? 'cancelled')) return null;
  return (
    <>
      <Button look="quiet" small onPress={() => setAsked(true)}>
        {t('cancel-enrolment.open')}
      </Button>
      {asked && (
        <Dialog title={t('cancel-enrolment.title')} onClose={() => setAsked(false)}>
          <p>{t('cancel-enrolment.text')}</p>
          <FailureNotice action={cancel} />
          <Button look="danger" busy={cancel.busy} onPress={() => cancel.run()}>
            {t('cancel-enrolment.confirm')}
          </Button>
        </Dialog>
      )}
    </>
  );
}
