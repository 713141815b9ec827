import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { ApplicationView, FormValues, Procedure } from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { useDraft } from '../enrolment/draft.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { Page } from '../ui/page.tsx';
import { FormFailure } from './form-failure.tsx';
import { FormFields } from './form-fields.tsx';
import { said } from './procedures.ts';

interface ApplicationFormProps {
  readonly application: ApplicationView;
  readonly procedure: Procedure;
}

const isOfForm = ({ field }: { readonly field: string }): boolean => !field.startsWith('document:');

/** The form of the procedure; saved with gaps, or checked and left for the next step. */
export function ApplicationForm({ application, procedure }: ApplicationFormProps) {
  const { route } = useLocation();
  const { id } = application;
  const [version, setVersion] = useState(application.version);
  const { entries, change, drop } = useDraft<{ values: FormValues }>(
    `application-${id}-${application.version}`,
    {
      values: application.values,
    },
  );
  const keep = async (): Promise<ApplicationView> => {
    const saved = await citizenCall<ApplicationView>('PUT', `/api/applications/${id}`, {
      version,
      values: entries.values,
    });
    setVersion(saved.version);
    drop();
    return saved;
  };
  const later = useAction(async () => {
    await keep();
    route(`/app/procedures/${id}`);
  });
  const goOn = useAction(async () => {
    const saved = await keep();
    const problems = saved.problems.filter(isOfForm);
    if (problems.length > 0) throw invalid(problems);
    route(`/app/procedures/${id}`);
  });
  const action = later.failure ? later : goOn;
  return (
    <Page title={said(procedure.title)} kicker={t('proc.step-form')} lead={t('proc.form-lead')}>
      <FormFailure action={action} sections={procedure.sections} />
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          goOn.run();
        }}
      >
        <FormFields
          sections={procedure.sections}
          values={entries.values}
          change={(field, value) => change({ values: { ...entries.values, [field]: value } })}
          wrong={(field) => fieldCode(action.failure, field)}
        />
        <div class="actions">
          <Button type="submit" busy={goOn.busy}>
            {t('proc.save')}
          </Button>
          <Button look="second" busy={later.busy} onPress={() => later.run()}>
            {t('proc.later')}
          </Button>
        </div>
      </form>
    </Page>
  );
}
