import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ApplicationView, Procedure } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SelectField } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { organisationsOf, said } from './procedures.ts';

const Needed = ({ procedure }: { readonly procedure: Procedure }) => (
  <ul class="ticks">
    <li>
      <CheckIcon />
      <span>{t('proc.need-signature')}</span>
    </li>
    {procedure.documents.map((document) => (
      <li key={document.id}>
        <CheckIcon />
        <span>
          <strong>{said(document.title)}</strong>
          <br />
          {said(document.text)}
        </span>
      </li>
    ))}
  </ul>
);

/** The authority is chosen, then a draft begins. */
export function Begin({ procedure }: { readonly procedure: Procedure }) {
  const { route } = useLocation();
  const [authority, setAuthority] = useState('');
  const begin = useAction(async () => {
    if (authority === '') throw invalid([{ field: 'authority', code: 'choose' }]);
    const body = { procedure: procedure.id, authority };
    const { id } = await citizenCall<ApplicationView>('POST', '/api/applications', body);
    route(`/app/procedures/${id}/form`);
  });
  const choices = organisationsOf(procedure.authority).map(({ id, name, town }) => ({
    value: id,
    label: name.includes(town) ? name : `${name} (${town})`,
  }));
  return (
    <Page title={said(procedure.title)} lead={said(procedure.summary)}>
      <FailureNotice action={begin} />
      <h2>{t('proc.needed')}</h2>
      <Needed procedure={procedure} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          begin.run();
        }}
      >
        <SelectField
          id="authority"
          label={t('proc.authority')}
          value={authority}
          wrong={fieldCode(begin.failure, 'authority')}
          options={[{ value: '', label: t('proc.choose') }, ...choices]}
          onValue={setAuthority}
        />
        <div class="actions">
          <Button type="submit" busy={begin.busy}>
            {t('proc.begin')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
