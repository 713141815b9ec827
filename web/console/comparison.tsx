import { sentenceOf, t } from '../i18n/translate.ts';
import { CheckIcon, CrossIcon } from '../ui/icons.tsx';
import type { Case } from './case.ts';
import { Scroll } from './scroll.tsx';

/** The zone as read, with each check digit, and every character that was corrected. */
export const Mrz = ({ mrz }: { readonly mrz: Case['mrz'] }) =>
  mrz.lines.length === 0 ? (
    <p>{t('case.mrz-none')}</p>
  ) : (
    <>
      <Scroll label={t('case.mrz')} look="mrz">
        <pre>{mrz.lines.join('\n')}</pre>
      </Scroll>
      <ul class="marks">
        {mrz.checks.map(({ name, valid }) => (
          <li key={name} class={valid ? 'good' : 'poor'}>
            {valid ? <CheckIcon /> : <CrossIcon />}
            {sentenceOf(`check.${name}`) ?? name}: {valid ? t('case.check-valid') : t('case.check-wrong')}
          </li>
        ))}
      </ul>
      {mrz.corrections.length > 0 && (
        <p>
          {t('case.mrz-corrections')}: {mrz.corrections.join(', ')}
        </p>
      )}
    </>
  );

/** What the person typed beside what the document says. */
export const Comparison = ({ comparison }: { readonly comparison: Case['comparison'] }) => (
  <Scroll label={t('case.differences')} look="scroll">
    <table class="comparison">
      <thead>
        <tr>
          {(['field', 'form', 'zone', 'printed', 'verdict'] as const).map((column) => (
            <th key={column} scope="col">
              {t(`case.${column}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {comparison.map((row) => (
          <tr key={row.field} class={row.verdict}>
            <th scope="row">
              {sentenceOf(`claim.${row.field}`) ?? sentenceOf(`compared.${row.field}`) ?? row.field}
            </th>
            <td>{row.form ?? '–'}</td>
            <td>{row.mrz ?? '–'}</td>
            <td>{row.printed ?? '–'}</td>
            <td>
              <span
                class={
                  row.verdict === 'agrees' ? 'chip good' : row.verdict === 'differs' ? 'chip bad' : 'chip'
                }
              >
                {t(`verdict.${row.verdict}`)}
              </span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  </Scroll>
);
