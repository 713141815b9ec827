import type { InferOutput } from 'valibot';
import type { AuditTrailView } from '../../lambdas/contracts/authenticator.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';
import type { Device } from './device.ts';
import { Fetched } from './fetched.tsx';

type AuditTrail = InferOutput<typeof AuditTrailView>;

/** `operator:alice` → “an operator (alice)”: who did it stands in the record, by name. */
const actorName = (actor: string): string => {
  const [kind = '', name] = actor.split(':');
  const word = sentenceOf(`actor.${kind}`);
  return word && name ? `${word} (${name})` : (word ?? name ?? kind);
};

/** Everything recorded about the person, as the operator's append-only trail has it (X1). */
export const Trail = ({ device }: { readonly device: Device }) => (
  <Page title={t('trail.title')} lead={t('trail.lead')}>
    <Fetched<AuditTrail> device={device} path="/api/account/audit">
      {({ entries }) =>
        entries.length === 0 ? (
          <p>{t('trail.none')}</p>
        ) : (
          <ul class="list">
            {entries.map((entry) => (
              <li key={`${entry.at}${entry.event}`}>
                <strong>{sentenceOf(`event.${entry.event}`) ?? entry.event}</strong>
                <span class="soft">
                  {shortDateAndTime(entry.at)} · {actorName(entry.actor)}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Fetched>
  </Page>
);
