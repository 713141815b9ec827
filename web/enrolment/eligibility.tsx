import { useLocation } from 'preact-iso';
import type { DocumentType } from '../../lambdas/contracts/enrolment.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, SelectField, TextField, Tick } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { residenceOptions } from './countries.ts';
import { useDraft } from './draft.ts';
import {
  type EligibilityEntries,
  EMPTY_ELIGIBILITY,
  missingAnswers,
  startRequest,
} from './eligibility-entries.ts';
import { advance, enrolment, pathOf } from './enrolment.ts';

const DOCUMENTS: readonly (DocumentType | 'other')[] = [
  'national-identity-card',
  'passport',
  'residence-permit',
  'other',
];

/** The eligibility gate: every refusal has its own message and the next route (A1). */
export default function Eligibility() {
  const { route } = useLocation();
  const { entries, change, drop } = useDraft('eligibility', EMPTY_ELIGIBILITY);
  const start = useAction(async () => {
    const missing = missingAnswers(entries);
    const request = startRequest(entries);
    if (missing.length > 0 || !request) throw invalid(missing);
    await advance('POST', '', request);
    drop();
    if (enrolment.value) route(pathOf(enrolment.value.step));
  });
  const wrong = (field: keyof EligibilityEntries) => fieldCode(start.failure, field);
  const dated = entries.documentType !== '' && entries.documentType !== 'other';
  return (
    <Page title={t('eligibility.title')} lead={t('eligibility.lead')}>
      <FailureNotice action={start} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          start.run();
        }}
      >
        <DateField
          id="birthdate"
          label={t('label.birthdate')}
          birthday
          value={entries.birthdate}
          wrong={wrong('birthdate')}
          onValue={(birthdate) => change({ birthdate })}
        />
        <SelectField
          id="countryOfResidence"
          label={t('label.countryOfResidence')}
          value={entries.countryOfResidence}
          wrong={wrong('countryOfResidence')}
          options={residenceOptions()}
          autocomplete="country"
          onValue={(countryOfResidence) => change({ countryOfResidence })}
        />
        <Choices
          id="documentType"
          label={t('label.documentType')}
          value={entries.documentType}
          wrong={wrong('documentType')}
          choices={DOCUMENTS.map((value) => ({ value, title: t(`document.${value}`) }))}
          onValue={(value) => change({ documentType: value as EligibilityEntries['documentType'] })}
        />
        {dated && (
          <DateField
            id="documentExpiry"
            label={t('label.documentExpiry')}
            hint={t('eligibility.expiry-hint')}
            value={entries.documentExpiry}
            wrong={wrong('documentExpiry')}
            onValue={(documentExpiry) => change({ documentExpiry })}
          />
        )}
        {entries.documentType === 'residence-permit' && (
          <TextField
            id="residencePermitYears"
            label={t('label.residencePermitYears')}
            hint={t('eligibility.years-hint')}
            inputMode="numeric"
            look="short"
            maxLength={2}
            value={entries.residencePermitYears}
            wrong={wrong('residencePermitYears')}
            onValue={(residencePermitYears) => change({ residencePermitYears })}
          />
        )}
        <Choices
          id="phoneSystem"
          label={t('label.phoneSystem')}
          value={entries.phoneSystem}
          wrong={wrong('phoneSystem')}
          choices={[
            { value: 'android', title: 'Android' },
            { value: 'ios', title: 'iPhone (iOS)' },
            { value: 'none', title: t('eligibility.no-phone') },
          ]}
          onValue={(value) => change({ phoneSystem: value as EligibilityEntries['phoneSystem'] })}
        />
        <Tick
          id="acceptsTerms"
          checked={entries.acceptsTerms}
          wrong={wrong('acceptsTerms')}
          onChecked={(acceptsTerms) => change({ acceptsTerms })}
        >
          {t('eligibility.terms')}{' '}
          <a href="/terms" target="_blank" rel="noreferrer">
            {t('eligibility.read-terms')}
          </a>
        </Tick>
        <div class="actions">
          <Button type="submit" busy={start.busy}>
            {t('continue')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
