import type { ComponentChildren } from 'preact';
import type { EnrolmentView, IdentityForm } from '../../lambdas/contracts/enrolment.ts';
import { calendarDate, countryName } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Page } from '../ui/page.tsx';
import { communeName } from './communes.ts';
import { birthCountryName } from './countries.ts';
import { advance, enrolment } from './enrolment.ts';

const Fact = ({ label, children }: { readonly label: string; readonly children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children || '–'}</dd>
  </div>
);

const placeOfBirth = (code: string): string => {
  const name = communeName(code);
  return name ? `${name} (${code})` : code;
};

const Identity = ({ form }: { readonly form: IdentityForm }) => (
  <dl class="facts">
    <Fact label={t('label.givenNames')}>{form.givenNames}</Fact>
    <Fact label={t('label.familyName')}>{form.familyName}</Fact>
    {form.usedName && <Fact label={t('label.usedName')}>{form.usedName}</Fact>}
    <Fact label={t('label.gender')}>{t(`gender.${form.gender}`)}</Fact>
    <Fact label={t('label.birthdate')}>{calendarDate(form.birthdate)}</Fact>
    <Fact label={t('label.birthCountry')}>{birthCountryName(form.birthCountry)}</Fact>
    {form.birthPlace && <Fact label={t('label.birthPlace')}>{placeOfBirth(form.birthPlace)}</Fact>}
    {form.documentNumber && <Fact label={t('label.documentNumber')}>{form.documentNumber}</Fact>}
    <Fact label={t('form.address')}>
      {form.address.street}
      <br />
      {form.address.postalCode} {form.address.city}
      <br />
      {countryName(form.address.country)}
    </Fact>
  </dl>
);

const Contact = ({ standing }: { readonly standing: EnrolmentView }) => (
  <dl class="facts">
    <Fact label={t('label.email')}>{standing.email}</Fact>
    <Fact label={t('label.phone')}>{standing.phone}</Fact>
    {standing.documentType && (
      <Fact label={t('label.documentType')}>{t(`document.${standing.documentType}`)}</Fact>
    )}
    <Fact label={t('start.level')}>{t(`level.${standing.level}`)}</Fact>
  </dl>
);

/** Everything typed, once more, before it is compared with the document. */
export default function Review() {
  const standing = enrolment.value;
  const confirm = useAction(() => advance('POST', '/form/confirm'));
  if (!standing?.form) return null;
  return (
    <Page title={t('review.title')} lead={t('review.lead')}>
      <FailureNotice action={confirm} />
      <Identity form={standing.form} />
      <Contact standing={standing} />
      <div class="actions">
        <Button busy={confirm.busy} onPress={() => confirm.run()}>
          {t('review.confirm')}
        </Button>
        <ButtonLink href="/enrol/form" look="second">
          {t('review.correct')}
        </ButtonLink>
      </div>
    </Page>
  );
}
