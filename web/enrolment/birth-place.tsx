import { t } from '../i18n/translate.ts';
import { TextField } from '../ui/field.tsx';

interface BirthPlaceFieldProps {
  readonly value: string;
  readonly wrong: string | undefined;
  readonly onValue: (code: string) => void;
}

/** The commune of birth as its official geographic code (COG), as FranceConnect's `birthplace` wants it. */
export const BirthPlaceField = ({ value, wrong, onValue }: BirthPlaceFieldProps) => (
  <>
    <TextField
      id="birthPlace"
      label={t('label.birthPlace')}
      hint={t('form.birth-place-hint')}
      look="short"
      capitals
      maxLength={5}
      value={value}
      wrong={wrong}
      onValue={onValue}
    />
    <details>
      <summary>{t('form.birth-place-what')}</summary>
      <div>
        <p>{t('form.birth-place-explained')}</p>
      </div>
    </details>
  </>
);
