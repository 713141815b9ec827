import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type {
  ClientMetadata,
  RelyingPartyMade,
  RelyingPartyView,
} from '../../lambdas/contracts/relying-parties.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { InfoIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { tidy } from './metadata.ts';
import { ServiceForm } from './service-form.tsx';
import { shownOnce } from './shown-once.ts';

interface ChangeServiceProps {
  readonly service: RelyingPartyView;
  readonly reload: () => void;
}

const SANDBOXED: readonly string[] = ['sandbox', 'in-review', 'refused'];

/** `/app/connect/{client}/change`: all metadata, on the version that is seen. */
export function ChangeService({ service, reload }: ChangeServiceProps) {
  const { route } = useLocation();
  const { client, version, name, state } = service;
  const [metadata, setMetadata] = useState<ClientMetadata>(service.proposed ?? service.metadata);
  const send = useAction(async (written: ClientMetadata) => {
    const body = { version, metadata: tidy(written) };
    const made = await citizenCall<RelyingPartyMade>('PUT', `/api/relying-parties/${client}`, body);
    if (made.secret !== undefined) shownOnce.value = { client, secret: made.secret };
    announce(t('connect.changed'));
    route(`/app/connect/${client}`);
    reload();
  });
  return (
    <Page title={t('connect.change-title', { name })}>
      {!SANDBOXED.includes(state) && (
        <div class="notice">
          <InfoIcon />
          <p>{t('connect.change-live')}</p>
        </div>
      )}
      <ServiceForm
        metadata={metadata}
        onMetadata={setMetadata}
        action={send}
        label={t('connect-form.save')}
      />
    </Page>
  );
}
