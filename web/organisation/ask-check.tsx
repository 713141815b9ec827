import type { OrganisationView } from '../../lambdas/contracts/organisations.ts';
import { calendarDate } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import type { Action } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { type StepProps, stepOf } from './ask-step.ts';
import { Facts } from './facts.tsx';
import { authorityNames, groupedNumber } from './organisation-words.ts';

interface AskCheckProps extends Pick<StepProps, 'asked' | 'back'> {
  readonly organisation: OrganisationView;
  readonly send: Action<void>;
}

/** Screen 3: the content once more, then “Request approval (electronic signature)” (E-09). */
export const AskCheck = ({ asked, organisation, send, back }: AskCheckProps) => (
  <Page title={t('ask-attribute.check-title')} kicker={stepOf(3)} lead={t('ask-attribute.check-lead')}>
    <FailureNotice action={send} />
    <Facts
      facts={[
        [t('attribute-request.organisation'), `${organisation.name}, ${groupedNumber(organisation.id)}`],
        [t('ask-attribute.department'), asked.department],
        [t('attribute-request.post'), asked.post],
        [t('attribute-request.authorities'), authorityNames(asked.authorities)],
        [
          t('attribute-request.period'),
          t('attribute-request.period-value', {
            from: calendarDate(asked.from),
            until: calendarDate(asked.until),
          }),
        ],
        [t('ask-attribute.authority'), t('ask-attribute.authority.guichet')],
        [t('attribute-request.keeping'), t(`ask-attribute.keeping.${asked.keeping}`)],
      ]}
    />
    <div class="actions">
      <Button busy={send.busy} onPress={() => send.run()}>
        {t('ask-attribute.send')}
      </Button>
      <Button look="quiet" onPress={() => back?.()}>
        {t('ask-attribute.back')}
      </Button>
    </div>
  </Page>
);
