import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { Choices } from '../ui/field.tsx';
import { ArrowIcon, CheckIcon, InfoIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { useDraft } from './draft.ts';
import { EMPTY_ELIGIBILITY } from './eligibility-entries.ts';
import { enrolment, pathOf } from './enrolment.ts';
import { HandOff } from './hand-off.tsx';

const Resume = () => {
  const standing = enrolment.value;
  if (!standing || standing.step === 'cancelled') return null;
  return (
    <div class="notice">
      <InfoIcon />
      <div>
        <h2>{t('start.resume-title')}</h2>
        <p>{t('start.resume-text', { reference: standing.reference })}</p>
        <div class="actions">
          <ButtonLink href={pathOf(standing.step)} small>
            {t('start.resume')}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
};

/** Prerequisites and the level of assurance. */
export default function Start() {
  const { route } = useLocation();
  const { entries, change } = useDraft('eligibility', EMPTY_ELIGIBILITY);
  return (
    <Page title={t('start.title')} lead={t('start.lead')}>
      <Resume />
      <div class="card">
        <h2>{t('start.need-title')}</h2>
        <ul class="ticks">
          {(
            [
              'start.need-age',
              'start.need-address',
              'start.need-document',
              'start.need-phone',
              'start.need-camera',
            ] as const
          ).map((key) => (
            <li key={key}>
              <CheckIcon />
              <span>{t(key)}</span>
            </li>
          ))}
        </ul>
      </div>
      <Choices
        id="level"
        label={t('start.level')}
        hint={t('start.level-hint')}
        value={entries.level}
        onValue={(level) => change({ level: level === 'low' ? 'low' : 'substantial' })}
        choices={[
          { value: 'substantial', title: t('level.substantial'), text: t('start.substantial-text') },
          { value: 'low', title: t('level.low'), text: t('start.low-text') },
        ]}
      />
      <div class="actions">
        <Button onPress={() => route('/enrol/eligibility')}>
          {t('start.here')}
          <ArrowIcon />
        </Button>
        <HandOff look="second" />
      </div>
    </Page>
  );
}
