import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { claimName } from './claim-names.ts';
import type { SignInProps } from './sign-in-props.ts';

/** Which data goes to whom; refusing sends nothing (B5). */
export function Consent({ view, decide, onOtherPhone }: SignInProps & { readonly onOtherPhone: () => void }) {
  const answer = useAction((decision: 'allow' | 'deny') => decide('consent', { decision }));
  const { client, continuesAs } = view;
  const lead =
    continuesAs === undefined ? t('consent.lead') : t('consent.continues', { ending: continuesAs });
  return (
    <Page title={t('consent.title', { client: client.name })} lead={lead}>
      <FailureNotice action={answer} />
      <ul class="ticks claims">
        {view.claims?.map((claim) => (
          <li key={claim}>
            <CheckIcon />
            <span>
              {claimName(claim)}
              {view.claimPurposes?.[claim] && <span class="soft why">{view.claimPurposes[claim]}</span>}
            </span>
          </li>
        ))}
      </ul>
      <p class="soft">{t('consent.later')}</p>
      {(client.policyUri || client.tosUri) && (
        <p class="row small">
          {client.policyUri && (
            <a href={client.policyUri} target="_blank" rel="noreferrer">
              {t('consent.policy')}
            </a>
          )}
          {client.tosUri && (
            <a href={client.tosUri} target="_blank" rel="noreferrer">
              {t('consent.tos')}
            </a>
          )}
        </p>
      )}
      <div class="actions">
        <Button busy={answer.busy} onPress={() => answer.run('allow')}>
          {t('consent.allow', { client: client.name })}
        </Button>
        <Button look="danger" busy={answer.busy} onPress={() => answer.run('deny')}>
          {t('consent.deny')}
        </Button>
        {continuesAs !== undefined && (
          <Button look="quiet" onPress={onOtherPhone}>
            {t('consent.other-phone')}
          </Button>
        )}
      </div>
    </Page>
  );
}
