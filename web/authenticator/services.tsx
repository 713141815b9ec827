import { useState } from 'preact/hooks';
import type { InferOutput } from 'valibot';
import type { ConsentRevokedView, ConsentsView } from '../../lambdas/contracts/authenticator.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { claimName } from '../sign-in/claim-names.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import type { Device } from './device.ts';
import { deviceCall } from './device-call.ts';
import { Fetched } from './fetched.tsx';

type Consents = InferOutput<typeof ConsentsView>;

interface ServiceProps {
  readonly device: Device;
  readonly consent: Consents['consents'][number];
  /** With a sentence of what came of it. */
  readonly onRevoked: (sentence: string) => void;
}

function Service({ device, consent, onRevoked }: ServiceProps) {
  const revoke = useAction(async () => {
    const path = `/api/account/consents/${encodeURIComponent(consent.clientId)}`;
    const { told } = await deviceCall<ConsentRevokedView>(device, 'DELETE', path);
    onRevoked(t(told ? 'services.ended-told' : 'services.ended', { client: consent.client }));
  });
  return (
    <li>
      <strong>{consent.client}</strong>
      <span>{consent.claims.map(claimName).join(', ')}</span>
      <span class="soft">{t('services.since', { date: shortDateAndTime(consent.givenAt) })}</span>
      <FailureNotice action={revoke} />
      <span>
        <Button look="danger" small busy={revoke.busy} onPress={() => revoke.run()}>
          {t('services.revoke')}
        </Button>
      </span>
    </li>
  );
}

/** Services that received data, each revocable, with what came of it (B5). */
export function Services({ device }: { readonly device: Device }) {
  const [said, setSaid] = useState('');
  const done = (sentence: string): void => {
    announce(sentence);
    setSaid(sentence);
  };
  return (
    <Page title={t('services.title')} lead={t('services.lead')}>
      {said !== '' && (
        <div class="notice">
          <CheckIcon />
          <div>
            <p>{said}</p>
          </div>
        </div>
      )}
      <Fetched<Consents> device={device} path="/api/account/consents">
        {({ consents }, reload) =>
          consents.length === 0 ? (
            <p>{t('services.none')}</p>
          ) : (
            <ul class="list">
              {consents.map((consent) => (
                <Service
                  key={consent.clientId}
                  device={device}
                  consent={consent}
                  onRevoked={(sentence) => {
                    done(sentence);
                    reload();
                  }}
                />
              ))}
            </ul>
          )
        }
      </Fetched>
    </Page>
  );
}
