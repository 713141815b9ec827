import { t } from '../i18n/translate.ts';
import type { Action } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { type Asked, type StepProps, stepOf } from './ask-step.ts';

const PLACES = ['safe', 'own-device'] as const;

/** Screen 1: for which organisation, issued by whom, how long, kept where (E-07). */
export const AskPlace = ({ asked, change, find }: StepProps & { readonly find: Action<void> }) => (
  <Page title={t('ask-attribute.title')} kicker={stepOf(1)} lead={t('ask-attribute.lead')}>
    <form
      onSubmit={(event) => {
        event.preventDefault();
        find.run();
      }}
    >
      <FailureNotice action={find} />
      <TextField
        id="organisation"
        label={t('ask-attribute.organisation')}
        value={asked.organisation}
        onValue={(organisation) => change({ organisation })}
        inputMode="numeric"
        maxLength={14}
      />
      <Choices
        id="attributeAuthority"
        label={t('ask-attribute.authority')}
        value={asked.attributeAuthority}
        onValue={() => undefined}
        choices={[{ value: 'guichet', title: t('ask-attribute.authority.guichet') }]}
      />
      <div class="columns">
        <DateField
          id="from"
          label={t('ask-attribute.from')}
          value={asked.from}
          onValue={(from) => change({ from })}
        />
        <DateField
          id="until"
          label={t('ask-attribute.until')}
          value={asked.until}
          onValue={(until) => change({ until })}
        />
      </div>
      <Choices
        id="keeping"
        label={t('ask-attribute.keeping')}
        value={asked.keeping}
        onValue={(keeping) => change({ keeping: keeping as Asked['keeping'] })}
        choices={PLACES.map((value) => ({
          value,
          title: t(`ask-attribute.keeping.${value}`),
          text: t(`ask-attribute.keeping.${value}-text`),
        }))}
      />
      <div class="actions">
        <Button type="submit" busy={find.busy}>
          {t('ask-attribute.next')}
        </Button>
      </div>
    </form>
  </Page>
);
