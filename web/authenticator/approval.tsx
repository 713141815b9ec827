import { useEffect, useState } from 'preact/hooks';
import type { ApprovalView } from '../../lambdas/contracts/authenticator.ts';
import { t } from '../i18n/translate.ts';
import { claimName } from '../sign-in/claim-names.ts';
import { ClientLogo } from '../sign-in/client.tsx';
import { problemOf, useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Countdown } from '../ui/countdown.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon, CrossIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { approvals, lookForApprovals } from './approvals.ts';
import type { Device } from './device.ts';
import { decisionSignature, deviceCall } from './device-call.ts';
import { Keypad } from './keypad.tsx';
import { Locked } from './phone-home.tsx';
import { closeNotification } from './push.ts';

type Outcome = 'approved' | 'refused';

interface ResultProps {
  readonly outcome: Outcome;
  readonly approval: ApprovalView | undefined;
}

const approvedLead = (approval: ApprovalView | undefined) =>
  approval?.backchannel ? 'approval.backchannel-approved-lead' : 'approval.approved-lead';

const Result = ({ outcome, approval }: ResultProps) => (
  <Page
    title={t(outcome === 'approved' ? 'approval.approved' : 'approval.refused')}
    lead={t(outcome === 'approved' ? approvedLead(approval) : 'approval.refused-lead', {
      client: approval?.client.name ?? '',
    })}
    centred
  >
    <p class={outcome === 'approved' ? 'big-tick' : 'big-tick cross'}>
      {outcome === 'approved' ? <CheckIcon /> : <CrossIcon />}
    </p>
    <div class="actions">
      <ButtonLink href="/app" look="second">
        {t('approval.back')}
      </ButtonLink>
    </div>
  </Page>
);

const Gone = () => (
  <Page title={t('approval.gone')} lead={t('approval.gone-lead')} centred>
    <ButtonLink href="/app">{t('approval.back')}</ButtonLink>
  </Page>
);

interface QuestionProps {
  readonly approval: ApprovalView;
  readonly onConfirm: () => void;
  readonly onRefuse: () => void;
  readonly busy: boolean;
}

/** Where the service asks for a sign-in by certificate: that it will be used, or which one is missing. */
const Certificate = ({ state }: { readonly state: ApprovalView['certificate'] }) => {
  if (state === undefined) return null;
  return state === 'good' ? (
    <p class="soft">{t('approval.by-certificate')}</p>
  ) : (
    <div class="notice warn" role="alert">
      <WarningIcon />
      <div>
        <p>{t(`problem.authentication-certificate-${state}`)}</p>
      </div>
    </div>
  );
};

/** What both sides compare: the number on a page's screen, or the words of a service that has no page. */
const Binding = ({ approval }: { readonly approval: ApprovalView }) => {
  const { backchannel, bindingNumber } = approval;
  const client = approval.client.name;
  if (backchannel && backchannel.bindingMessage === undefined) {
    return <p>{t('approval.no-message', { client })}</p>;
  }
  return (
    <div class="ticket binding">
      <span class="ticket-label">
        {backchannel ? t('approval.compare-message', { client }) : t('approval.compare')}
      </span>
      {backchannel ? (
        <span class="binding-message">{backchannel.bindingMessage}</span>
      ) : (
        <span class="binding-number">{bindingNumber}</span>
      )}
    </div>
  );
};

const Question = ({ approval, onConfirm, onRefuse, busy }: QuestionProps) => (
  <>
    <div class="asker">
      <ClientLogo name={approval.client.name} logoUri={approval.client.logoUri} />
      <p>
        <strong>{approval.client.name}</strong>
        {approval.purpose && <span class="soft">{approval.purpose}</span>}
      </p>
    </div>
    <Binding approval={approval} />
    <Certificate state={approval.certificate} />
    <div class="actions pair">
      {(approval.certificate ?? 'good') === 'good' ? (
        <Button onPress={onConfirm}>{t('approval.confirm')}</Button>
      ) : (
        <ButtonLink href="/app/certificates">{t('next.apply-for-certificate')}</ButtonLink>
      )}
      <Button look="danger" busy={busy} onPress={onRefuse}>
        {t('approval.refuse')}
      </Button>
    </div>
    <p class="soft">
      {t('app.left')} <Countdown until={approval.expiresAt} />
    </p>
    {approval.claims.length > 0 && (
      <details open>
        <summary>{t('approval.data')}</summary>
        <div>
          <ul>
            {approval.claims.map((claim) => (
              <li key={claim}>{claimName(claim)}</li>
            ))}
          </ul>
          <p class="soft small">{t(approval.backchannel ? 'approval.data-now' : 'approval.data-later')}</p>
        </div>
      </details>
    )}
    <p class="soft small">{t(approval.backchannel ? 'approval.backchannel-not-me' : 'approval.not-me')}</p>
  </>
);

const titleOf = ({ backchannel, client: { name } }: ApprovalView): string =>
  t(backchannel ? 'approval.backchannel-title' : 'approval.title', { client: name });

/** Who asks, what for, which data, the number on both screens; confirm or refuse, then the code (B3). */
export function ApprovalPage({ id, device }: { readonly id: string; readonly device: Device }) {
  const [confirmed, setConfirmed] = useState(false);
  const [outcome, setOutcome] = useState<Outcome>();
  const [approval, setApproval] = useState(() => approvals.value?.approvals.find((each) => each.id === id));
  const find = useAction(async () => {
    await lookForApprovals(device);
    setApproval(approvals.value?.approvals.find((each) => each.id === id));
  });
  useEffect(() => {
    if (!approval) find.run();
  }, []);
  const path = `/api/authenticator/approvals/${encodeURIComponent(id)}`;
  const decide = useAction(
    async (decision: { decision: 'approve'; pin: string } | { decision: 'refuse' }) => {
      if (!approval) return;
      const signature = await decisionSignature(device, approval, decision.decision);
      const { state } = await deviceCall<{ state: Outcome }>(device, 'POST', path, {
        ...decision,
        signature,
      });
      setOutcome(state);
      void closeNotification().catch(() => undefined);
    },
  );
  const client = approval?.client.name ?? '';
  const locked = problemOf(decide.failure)?.next?.includes('recover') ?? false;
  if (outcome) return <Result outcome={outcome} approval={approval} />;
  if (!approval)
    return find.busy || !find.failure ? find.busy ? null : <Gone /> : <FailureNotice action={find} />;
  return (
    <Page title={confirmed ? t('approval.pin') : titleOf(approval)} centred>
      {locked ? <Locked /> : <FailureNotice action={decide} />}
      {confirmed && !locked ? (
        <>
          <p class="soft">
            {approval.backchannel
              ? t('approval.backchannel-pin-for', { client })
              : t('approval.pin-for', { client, number: approval.bindingNumber })}
          </p>
          <Keypad
            label={t('approval.pin')}
            busy={decide.busy}
            onPin={(pin) => decide.run({ decision: 'approve', pin })}
          />
          <div class="actions">
            <Button look="quiet" onPress={() => decide.run({ decision: 'refuse' })}>
              {t('approval.refuse')}
            </Button>
            <ButtonLink href="/recover" look="quiet">
              {t('sign-in.forgotten')}
            </ButtonLink>
          </div>
        </>
      ) : (
        !locked && (
          <Question
            approval={approval}
            busy={decide.busy}
            onConfirm={() => setConfirmed(true)}
            onRefuse={() => decide.run({ decision: 'refuse' })}
          />
        )
      )}
    </Page>
  );
}
