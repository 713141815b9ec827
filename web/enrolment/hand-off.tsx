import { useEffect, useState } from 'preact/hooks';
import { lazy } from 'preact-iso';
import type { InferOutput } from 'valibot';
import type { Handoff as HandoffContract } from '../../lambdas/contracts/enrolment.ts';
import { call } from '../api/call.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { PhoneIcon } from '../ui/icons.tsx';
import { enrolment } from './enrolment.ts';

type Handoff = InferOutput<typeof HandoffContract>;

const QrCode = lazy(() => import('../ui/qr.tsx'));

const fresh = (): Promise<Handoff> =>
  enrolment.value
    ? call<Handoff>('POST', '/api/enrolment/handoff', {})
    : Promise.resolve({ url: `${location.origin}/enrol`, expiresAt: '' });

function HandOffDialog({ onClose }: { readonly onClose: () => void }) {
  const [handoff, setHandoff] = useState<Handoff>();
  const ask = useAction(async () => setHandoff(await fresh()));
  useEffect(() => ask.run(), []);
  return (
    <Dialog title={t('handoff.title')} onClose={onClose}>
      <p>{t('handoff.how')}</p>
      <FailureNotice action={ask} />
      {handoff && (
        <>
          <QrCode text={handoff.url} label={t('handoff.code')} />
          {handoff.expiresAt && (
            <p class="soft">
              {t('handoff.valid')} <Countdown until={handoff.expiresAt} onEnd={() => ask.run()} />
            </p>
          )}
        </>
      )}
    </Dialog>
  );
}

/** "Continue on a phone": available on every step (A4). */
export function HandOff({ look = 'quiet' }: { readonly look?: 'quiet' | 'second' | 'first' }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button look={look} small={look === 'quiet'} onPress={() => setOpen(true)}>
        <PhoneIcon />
        {t('handoff.open')}
      </Button>
      {open && <HandOffDialog onClose={() => setOpen(false)} />}
    </>
  );
}
