import { useEffect, useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { EmailConfirmation, EnrolmentView } from '../../lambdas/contracts/enrolment.ts';
import { call } from '../api/call.ts';
import { takeToken } from '../api/link-token.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { enrolment, pathOf, reload, take } from './enrolment.ts';

/** What a link does: gives true when the enrolment goes on in this browser. */
type Arrival = (token: string) => Promise<boolean>;

const opens =
  (path: string): Arrival =>
  async (token) => {
    take(await call<EnrolmentView>('POST', path, { token }));
    return true;
  };

const confirmsEmail: Arrival = async (token) => {
  const { continueHere } = await call<EmailConfirmation>('POST', '/api/enrolment/email/link', { token });
  if (continueHere) await reload();
  return continueHere;
};

const ARRIVALS = {
  email: confirmsEmail,
  letter: opens('/api/enrolment/letter'),
  resume: opens('/api/enrolment/resume'),
} as const;
export type ArrivalName = keyof typeof ARRIVALS;
export const isArrival = (page: string): page is ArrivalName => page in ARRIVALS;

interface ArrivalPageProps {
  readonly name: ArrivalName;
  readonly onDone: () => void;
}

/**
 * A link from an e-mail or a QR code. The person presses a button before the token of an e-mail is used, because
 * mail scanners open links too.
 */
export default function ArrivalPage({ name, onDone }: ArrivalPageProps) {
  const { route } = useLocation();
  const [token] = useState(takeToken);
  const [elsewhere, setElsewhere] = useState(false);
  const open = useAction(async () => {
    const here = await ARRIVALS[name](token ?? '');
    if (!here || !enrolment.value) return setElsewhere(true);
    route(pathOf(enrolment.value.step), true);
    onDone();
  });
  useEffect(() => {
    if (name === 'resume') open.run();
  }, []);
  if (elsewhere) return <Page title={t('arrival.done')} lead={t('arrival.done-lead')} />;
  return (
    <Page title={t(`arrival.${name}`)} lead={t(`arrival.${name}-lead`)}>
      <FailureNotice action={open} />
      <div class="actions">
        <Button busy={open.busy} onPress={() => open.run()}>
          {t(`arrival.${name}-go`)}
        </Button>
      </div>
    </Page>
  );
}
