import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ClientMetadata, RelyingPartyMade } from '../../lambdas/contracts/relying-parties.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Page } from '../ui/page.tsx';
import { tidy } from './metadata.ts';
import { ServiceForm } from './service-form.tsx';
import { shownOnce } from './shown-once.ts';

/** `/app/connect/new`: a service in the sandbox, at once. */
export function ConnectService() {
  const { route } = useLocation();
  const [metadata, setMetadata] = useState<ClientMetadata>({ scope: 'openid' });
  const send = useAction(async (written: ClientMetadata) => {
    const made = await citizenCall<RelyingPartyMade>('POST', '/api/relying-parties', tidy(written));
    shownOnce.value = made.secret === undefined ? undefined : { client: made.client, secret: made.secret };
    announce(t('connect-form.done'));
    route(`/app/connect/${made.client}`);
  });
  return (
    <Page title={t('connect-form.title')} lead={t('connect-form.lead')}>
      <ServiceForm
        metadata={metadata}
        onMetadata={setMetadata}
        action={send}
        label={t('connect-form.send')}
      />
    </Page>
  );
}
