import { useState } from 'preact/hooks';
import type {
  AddressValue,
  ApplicationView,
  FormValues,
  Procedure,
  RequestDocumentRequest,
  RequiredDocument,
} from '../../lambdas/contracts/procedures.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { fieldCode, invalid, useAction } from '../ui/action.ts';
import { Button } from '../ui/button.tsx';
import { SelectField } from '../ui/field.tsx';
import { FormFailure } from './form-failure.tsx';
import { FormFields } from './form-fields.tsx';
import { fieldsOf, organisationsOf, said } from './procedures.ts';
import { Sheet, SheetSections } from './sheet.tsx';

interface RequestDocumentProps {
  readonly application: ApplicationView;
  readonly procedure: Procedure;
  readonly required: RequiredDocument;
  readonly onAsked: () => void;
}

/** Fields that name one of the four attributes, filled in; the address as it stands in the application. */
function prefilled(required: RequiredDocument, { applicant, values }: ApplicationView): FormValues {
  const address = Object.values(values).find((value) => typeof value === 'object');
  const filled: Record<string, string | AddressValue> = {};
  for (const { id, type, prefill } of fieldsOf(required.request)) {
    const value = type === 'address' ? address : prefill && applicant[prefill];
    if (prefill && value) filled[id] = value;
  }
  return filled;
}

const missingIn = (required: RequiredDocument, values: FormValues) =>
  fieldsOf(required.request)
    .filter(({ id, optional }) => !optional && !values[id])
    .map(({ id }) => ({ field: id, code: 'missing' }));

/** The issuer and what it is told; checked once more before it is sent (E-17…E-19). */
export function RequestDocument({ application, required, onAsked }: RequestDocumentProps) {
  const [issuer, setIssuer] = useState('');
  const [values, setValues] = useState<FormValues>(() => prefilled(required, application));
  const [checking, setChecking] = useState(false);
  const check = useAction(async () => {
    const missing = missingIn(required, values);
    const chosen = issuer === '' ? [{ field: 'issuer', code: 'choose' }] : [];
    if (missing.length + chosen.length > 0) throw invalid([...chosen, ...missing]);
    setChecking(true);
  });
  const ask = useAction(async () => {
    const body: RequestDocumentRequest = { from: 'issuer', document: required.id, issuer, values };
    await citizenCall('POST', `/api/applications/${application.id}/document-requests`, body);
    onAsked();
  });
  const issuers = organisationsOf(required.issuer.kind);
  const name = issuers.find(({ id }) => id === issuer)?.name ?? '';
  if (checking) {
    return (
      <>
        <FormFailure action={ask} sections={required.request} />
        <p>{t('proc.ask-check', { issuer: name })}</p>
        <Sheet kind={name} title={said(required.title)}>
          <SheetSections sections={required.request} values={values} />
        </Sheet>
        <div class="actions">
          <Button busy={ask.busy} onPress={() => ask.run()}>
            {t('proc.ask-send')}
          </Button>
          <Button
            look="second"
            onPress={() => {
              ask.fail(undefined);
              setChecking(false);
            }}
          >
            {t('proc.correct')}
          </Button>
        </div>
      </>
    );
  }
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        check.run();
      }}
    >
      <FormFailure action={check} sections={required.request} />
      <SelectField
        id="issuer"
        label={t('proc.issuer')}
        hint={t('proc.issuer-hint')}
        value={issuer}
        wrong={fieldCode(check.failure, 'issuer')}
        options={[
          { value: '', label: t('proc.choose') },
          ...issuers.map((one) => ({ value: one.id, label: `${one.name} (${one.town})` })),
        ]}
        onValue={setIssuer}
      />
      <FormFields
        sections={required.request}
        values={values}
        change={(id: string, value: string | AddressValue) => setValues({ ...values, [id]: value })}
        wrong={(field) => fieldCode(check.failure, field)}
      />
      <div class="actions">
        <Button type="submit" busy={check.busy}>
          {t('proc.ask-look')}
        </Button>
      </div>
    </form>
  );
}
