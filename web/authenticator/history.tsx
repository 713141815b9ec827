import type { InferOutput } from 'valibot';
import type { SignInHistoryView } from '../../lambdas/contracts/authenticator.ts';
import { shortDateAndTime } from '../i18n/format.ts';
import { sentenceOf, t } from '../i18n/translate.ts';
import { Page } from '../ui/page.tsx';
import type { Device } from './device.ts';
import { Fetched } from './fetched.tsx';

type HistoryView = InferOutput<typeof SignInHistoryView>;

/** Sign-ins, newest first (B-20). */
export const History = ({ device }: { readonly device: Device }) => (
  <Page title={t('history.title')} lead={t('history.lead')}>
    <Fetched<HistoryView> device={device} path="/api/account/history">
      {({ entries }) =>
        entries.length === 0 ? (
          <p>{t('history.none')}</p>
        ) : (
          <ul class="list">
            {entries.map((entry) => (
              <li key={`${entry.at}${entry.client}`}>
                <strong>{entry.client}</strong>
                <span>{sentenceOf(`outcome.${entry.outcome}`) ?? entry.outcome}</span>
                <span class="soft">
                  {shortDateAndTime(entry.at)}
                  {entry.acr && ` · ${sentenceOf(`acr.${entry.acr}`) ?? entry.acr}`}
                  {entry.address && ` · ${entry.address}`}
                </span>
              </li>
            ))}
          </ul>
        )
      }
    </Fetched>
  </Page>
);
