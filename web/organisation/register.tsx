import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { OrganisationView, RegisterOrganisationRequest } from '../../lambdas/contracts/organisations.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { type Fingerprint, Paper } from './paper.tsx';

const KINDS = ['company', 'municipality', 'agency'] as const;
const PAPERS = ['powerOfAttorney', 'registerExtract'] as const;
type Form = Pick<RegisterOrganisationRequest, 'number' | 'name' | 'kind' | 'town' | 'taxNumber'>;

const EMPTY: Form = { number: '', name: '', kind: 'company', town: '', taxNumber: '' };

/** `/organisation/register` (D9): papers are announced by their fingerprints; the files stay here. */
export default function Register() {
  const { route } = useLocation();
  const [form, setForm] = useState(EMPTY);
  const [papers, setPapers] = useState<Readonly<Record<string, Fingerprint>>>({});
  const send = useAction(async () => {
    const { id } = await citizenCall<OrganisationView>('POST', '/api/organisations', { ...form, ...papers });
    announce(t('organisation-register.done'));
    route(`/organisation/${id}`);
  });
  const wrong = (field: string): string | undefined => fieldCode(send.failure, field);
  const typed = (field: keyof Form) => ({
    id: field,
    value: form[field],
    onValue: (value: string) => setForm((before) => ({ ...before, [field]: value })),
    wrong: wrong(field),
  });
  return (
    <Page title={t('organisation-register.title')} lead={t('organisation-register.lead')}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          send.run();
        }}
      >
        <FailureNotice action={send} />
        <TextField
          {...typed('number')}
          label={t('organisation-register.number')}
          hint={t('organisation-register.number-hint')}
          inputMode="numeric"
          maxLength={14}
        />
        <TextField {...typed('name')} label={t('organisation-register.name')} maxLength={120} />
        <Choices
          {...typed('kind')}
          label={t('organisation.kind')}
          choices={KINDS.map((value) => ({ value, title: t(`organisation.kind.${value}`) }))}
        />
        <TextField {...typed('town')} label={t('organisation-register.town')} maxLength={80} />
        <TextField
          {...typed('taxNumber')}
          label={t('organisation-register.tax')}
          hint={t('organisation-register.tax-hint')}
          maxLength={20}
          capitals
        />
        <h2>{t('organisation-register.papers')}</h2>
        <p class="soft">{t('organisation-register.papers-hint')}</p>
        {PAPERS.map((paper) => (
          <Paper
            key={paper}
            id={paper}
            label={t(`organisation-register.${paper}`)}
            choose={t(`organisation-register.choose-${paper}`)}
            wrong={wrong(paper)}
            onTaken={(taken) => setPapers((before) => ({ ...before, [paper]: taken }))}
          />
        ))}
        <div class="actions">
          <Button type="submit" busy={send.busy}>
            {t('organisation-register.send')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
