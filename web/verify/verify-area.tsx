import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { FileChoice } from '../signing/file-choice.tsx';
import { fieldCode, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices, FieldGroup, SelectField, TextField } from '../ui/field.tsx';
import { Page } from '../ui/page.tsx';
import { VerdictPage } from './verdict.tsx';
import { type Entries, MODES, type Mode, type Verdict, verify } from './verification.ts';
import '../signing/signing.css';
import './verify.css';

const NOTHING: Entries = { mode: 'detached', digest: '', digestAlgorithm: 'SHA-256' };

interface FileFieldProps {
  readonly id: string;
  readonly label: string;
  readonly hint: string;
  readonly choose: string;
  readonly file: File | undefined;
  readonly accept?: string;
  readonly wrong: string | undefined;
  readonly onFile: (file: File) => void;
}

/** One file, and which one was chosen. */
const FileField = ({ id, label, hint, choose, file, accept, wrong, onFile }: FileFieldProps) => (
  <FieldGroup id={id} label={label} hint={hint} wrong={wrong}>
    {file && (
      <p class="file-name" role="status">
        {t('verify.chosen', { name: file.name })}
      </p>
    )}
    <FileChoice
      id={`${id}-input`}
      label={file ? t('verify.choose-other') : choose}
      onFile={onFile}
      {...(accept !== undefined && { accept })}
    />
  </FieldGroup>
);

const SIGNATURES = '.p7s,.p7m,.p7b,.sig,.sgn,.pem,.cms,.b64,.txt';
const CERTIFICATES = '.cer,.crt,.der,.pem,.b64,.txt';

interface FormProps {
  readonly entries: Entries;
  readonly change: (some: Partial<Entries>) => void;
  readonly failure: Error | undefined;
}

/** What the chosen way needs. */
const Inputs = ({ entries, change, failure }: FormProps) => {
  const { mode, file, document, digest, digestAlgorithm } = entries;
  return (
    <>
      {mode === 'detached' && (
        <FileField
          id="document"
          label={t('label.document')}
          hint={t('verify.document-hint')}
          choose={t('verify.choose-document')}
          file={document}
          wrong={fieldCode(failure, 'document')}
          onFile={(chosen) => change({ document: chosen })}
        />
      )}
      <FileField
        id="file"
        label={t(
          mode === 'certificate'
            ? 'verify.certificate-file'
            : mode === 'attached'
              ? 'verify.signed-file'
              : 'verify.signature-file',
        )}
        hint={t(mode === 'certificate' ? 'verify.certificate-hint' : 'verify.signature-hint')}
        choose={t('sign-file.choose')}
        file={file}
        accept={mode === 'certificate' ? CERTIFICATES : SIGNATURES}
        wrong={fieldCode(failure, 'file')}
        onFile={(chosen) => change({ file: chosen })}
      />
      {mode === 'hash' && (
        <>
          <SelectField
            id="digestAlgorithm"
            label={t('verify.algorithm')}
            value={digestAlgorithm}
            options={['SHA-256', 'SHA-384', 'SHA-512'].map((value) => ({ value, label: value }))}
            onValue={(value) => change({ digestAlgorithm: value as Entries['digestAlgorithm'] })}
          />
          <TextField
            id="digest"
            label={t('label.digest')}
            hint={t('verify.digest-hint')}
            value={digest}
            wrong={fieldCode(failure, 'digest')}
            onValue={(value) => change({ digest: value })}
          />
        </>
      )}
    </>
  );
};

const Bar = ({ label, share }: { readonly label: string; readonly share: number }) => (
  <label class="hashing">
    {label}
    <progress value={share} max={1} />
  </label>
);

/** `/verify`: anybody, without an account (D4, D5, D6). */
export default function VerifyArea() {
  const [entries, setEntries] = useState<Entries>(NOTHING);
  const [verdict, setVerdict] = useState<Verdict>();
  const [reading, setReading] = useState<number>();
  const [working, setWorking] = useState<number>();
  const check = useAction(async () => {
    try {
      const found = await verify(entries, { reading: setReading, working: setWorking });
      announce(t(found.answer.valid ? 'verify.title-confirmed' : 'verify.title-failed'));
      setVerdict(found);
    } finally {
      setReading(undefined);
      setWorking(undefined);
    }
  });
  const change = (some: Partial<Entries>): void => {
    check.fail(undefined);
    setEntries({ ...entries, ...some });
  };
  const choose = (mode: string): void => {
    check.fail(undefined);
    // A certificate is no signature: what was chosen for one is not asked of the other
    const { file: _, ...rest } = entries;
    const kept = (mode === 'certificate') === (entries.mode === 'certificate') ? entries : rest;
    setEntries({ ...kept, mode: mode as Mode });
  };
  if (verdict) {
    const restart = (): void => {
      setVerdict(undefined);
      setEntries({ ...NOTHING, mode: verdict.mode });
    };
    return <VerdictPage verdict={verdict} onAnother={restart} />;
  }
  return (
    <Page title={t('verify.title')} lead={t('verify.lead')}>
      <FailureNotice action={check} />
      <form
        class="verify-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          check.run();
        }}
      >
        <Choices
          id="mode"
          label={t('verify.what')}
          value={entries.mode}
          onValue={choose}
          choices={MODES.map((value) => ({
            value,
            title: t(`verify.mode-${value}`),
            text: t(`verify.mode-${value}-text`),
          }))}
        />
        <Inputs entries={entries} change={change} failure={check.failure} />
        {reading !== undefined && reading < 1 && <Bar label={t('sign-file.reading')} share={reading} />}
        {working !== undefined && <Bar label={t('verify.working')} share={working} />}
        <Button type="submit" busy={check.busy}>
          {t('verify.do')}
        </Button>
      </form>
      <p class="soft small">{t('verify.privacy')}</p>
    </Page>
  );
}
