import { useLocation } from 'preact-iso';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { DateField } from '../ui/date-field.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, SelectField, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { BirthPlaceField } from './birth-place.tsx';
import { birthCountryOptions, FRANCE, residenceOptions } from './countries.ts';
import { useDraft } from './draft.ts';
import { advance, enrolment } from './enrolment.ts';
import {
  EMPTY_IDENTITY,
  entriesOf,
  type IdentityEntries,
  identityForm,
  missingEntries,
} from './identity-entries.ts';

interface SectionProps {
  readonly entries: IdentityEntries;
  readonly change: (some: Partial<IdentityEntries>) => void;
  readonly wrong: (field: string) => string | undefined;
}

const Names = ({ entries, change, wrong }: SectionProps) => (
  <section>
    <h2>{t('form.names')}</h2>
    <TextField
      id="givenNames"
      label={t('label.givenNames')}
      hint={t('form.given-hint')}
      autocomplete="given-name"
      value={entries.givenNames}
      wrong={wrong('givenNames')}
      onValue={(givenNames) => change({ givenNames })}
    />
    <TextField
      id="familyName"
      label={t('label.familyName')}
      hint={t('form.family-hint')}
      autocomplete="family-name"
      value={entries.familyName}
      wrong={wrong('familyName')}
      onValue={(familyName) => change({ familyName })}
    />
    <TextField
      id="usedName"
      label={t('label.usedName')}
      hint={t('form.used-hint')}
      value={entries.usedName}
      wrong={wrong('usedName')}
      onValue={(usedName) => change({ usedName })}
    />
    <Choices
      id="gender"
      label={t('label.gender')}
      hint={t('form.gender-hint')}
      value={entries.gender}
      wrong={wrong('gender')}
      choices={[
        { value: 'female', title: t('gender.female') },
        { value: 'male', title: t('gender.male') },
      ]}
      onValue={(value) => change({ gender: value === 'male' ? 'male' : 'female' })}
    />
  </section>
);

const Birth = ({ entries, change, wrong }: SectionProps) => (
  <section>
    <h2>{t('form.birth')}</h2>
    <DateField
      id="birthdate"
      label={t('label.birthdate')}
      hint={t('form.birthdate-hint')}
      birthday
      value={entries.birthdate}
      wrong={wrong('birthdate')}
      onValue={(birthdate) => change({ birthdate })}
    />
    <SelectField
      id="birthCountry"
      label={t('label.birthCountry')}
      value={entries.birthCountry}
      wrong={wrong('birthCountry')}
      options={birthCountryOptions()}
      onValue={(birthCountry) => change({ birthCountry })}
    />
    {entries.birthCountry === FRANCE && (
      <BirthPlaceField
        value={entries.birthPlace}
        wrong={wrong('birthPlace')}
        onValue={(birthPlace) => change({ birthPlace })}
      />
    )}
  </section>
);

const Address = ({ entries, change, wrong }: SectionProps) => (
  <section>
    <h2>{t('form.address')}</h2>
    <TextField
      id="address.street"
      label={t('label.address.street')}
      autocomplete="address-line1"
      value={entries.street}
      wrong={wrong('address.street')}
      onValue={(street) => change({ street })}
    />
    <div class="columns">
      <TextField
        id="address.postalCode"
        label={t('label.address.postalCode')}
        autocomplete="postal-code"
        value={entries.postalCode}
        wrong={wrong('address.postalCode')}
        onValue={(postalCode) => change({ postalCode })}
      />
      <TextField
        id="address.city"
        label={t('label.address.city')}
        autocomplete="address-level2"
        value={entries.city}
        wrong={wrong('address.city')}
        onValue={(city) => change({ city })}
      />
    </div>
    <SelectField
      id="address.country"
      label={t('label.address.country')}
      autocomplete="country"
      value={entries.country}
      wrong={wrong('address.country')}
      options={residenceOptions()}
      onValue={(country) => change({ country })}
    />
  </section>
);

/** The identity form: FranceConnect's pivot identity, the used name and the address (A4, A12). */
export default function Form() {
  const { route } = useLocation();
  const standing = enrolment.value;
  const saved = standing?.form ? entriesOf(standing.form) : EMPTY_IDENTITY;
  const { entries, change, drop } = useDraft(`form-${standing?.reference ?? ''}`, saved);
  const save = useAction(async () => {
    const missing = missingEntries(entries);
    const form = identityForm(entries);
    if (missing.length > 0 || !form) throw invalid(missing);
    await advance('PUT', '/form', form);
    drop();
    route('/enrol/review');
  });
  const section: SectionProps = { entries, change, wrong: (field) => fieldCode(save.failure, field) };
  return (
    <Page title={t('form.title')} lead={t('form.lead')}>
      <FailureNotice action={save} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          save.run();
        }}
      >
        <Names {...section} />
        <Birth {...section} />
        <section>
          <h2>{t('form.document')}</h2>
          <TextField
            id="documentNumber"
            label={t('label.documentNumber')}
            hint={t('form.number-hint')}
            capitals
            value={entries.documentNumber}
            wrong={section.wrong('documentNumber')}
            onValue={(documentNumber) => change({ documentNumber })}
          />
        </section>
        <Address {...section} />
        <div class="actions">
          <Button type="submit" busy={save.busy}>
            {t('form.save')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
