import { useMemo, useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { invalid, useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button, ButtonLink } from '../ui/button.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { Choices } from '../ui/field.tsx';
import { CheckIcon, FileIcon, WarningIcon } from '../ui/icons.tsx';
import { Page } from '../ui/page.tsx';
import { FileChoice } from './file-choice.tsx';
import { hashFile, UnreadableFile } from './hash-file.ts';
import { saveFile } from './save-file.ts';
import { SignWithPassword } from './sign-with-password.tsx';
import { SimpleSignature } from './simple-signature.tsx';
import './signing.css';

type Form = 'detached' | 'attached' | 'simple';

/** Above this the signed file would be refused by the verification page (4 MB as shipped): the detached form serves every size. */
const ATTACHED_LIMIT = 3_900_000;

interface Chosen {
  readonly file: File;
  readonly digest: Uint8Array<ArrayBuffer>;
}

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** The digest in groups of four, to be compared by eye or ear. */
const Fingerprint = ({ digest }: { readonly digest: string }) => (
  <p class="fingerprint">
    <span class="soft">{t('sign-file.fingerprint')}</span>
    <code>{digest.match(/.{4}/g)?.join(' ')}</code>
  </p>
);

interface DoneProps {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly form: Form;
  readonly timeStamped: boolean;
  readonly onAnother: () => void;
}

const Done = ({ name, bytes, form, timeStamped, onAnother }: DoneProps) => (
  <Page
    title={t('sign-file.done')}
    lead={t(form === 'attached' ? 'sign-file.done-attached' : 'sign-file.done-lead')}
  >
    {timeStamped ? (
      <p class="confirmed">
        <CheckIcon /> {name}
      </p>
    ) : (
      <div class="notice warn">
        <WarningIcon />
        <div>
          <h2>{t('sign.without-time-title')}</h2>
          <p>{t('sign.without-time')}</p>
        </div>
      </div>
    )}
    <div class="actions">
      <Button onPress={() => saveFile(name, 'application/pkcs7-mime', bytes)}>
        {t('sign-file.save', { name })}
      </Button>
      <ButtonLink href="/verify" look="second">
        {t('sign-file.verify')}
      </ButtonLink>
      <Button look="quiet" onPress={onAnother}>
        {t('sign-file.another')}
      </Button>
    </div>
  </Page>
);

const extension = { detached: '.p7s', attached: '.p7m', simple: '.simple.p7m' } as const;

/** `/app/sign`: any file, never uploaded (D2, D3). */
export default function SignFile() {
  const [chosen, setChosen] = useState<Chosen>();
  const [progress, setProgress] = useState<number>();
  const [form, setForm] = useState<Form>('detached');
  const [content, setContent] = useState<Uint8Array<ArrayBuffer>>();
  const [done, setDone] = useState<{ bytes: Uint8Array<ArrayBuffer>; timeStamped: boolean }>();
  const digest = useMemo(() => (chosen ? hex(chosen.digest) : ''), [chosen]);
  const choose = useAction<File>(async (file) => {
    if (file.size === 0) throw invalid([{ field: 'file', code: 'empty-file' }]);
    setProgress(0);
    try {
      setChosen({ file, digest: await hashFile(file, (bytes) => setProgress(bytes / file.size)) });
    } catch (failure) {
      throw failure instanceof UnreadableFile
        ? invalid([{ field: 'file', code: 'unreadable-file' }])
        : failure;
    } finally {
      setProgress(undefined);
    }
  });
  const chooseForm = (value: string): void => {
    setForm(value as Form);
    if (value === 'attached')
      void chosen?.file.arrayBuffer().then((bytes) => setContent(new Uint8Array(bytes)));
  };
  const finish = (bytes: Uint8Array<ArrayBuffer>, timeStamped: boolean): void => {
    announce(t('sign-file.done'));
    setDone({ bytes, timeStamped });
  };
  const restart = (): void => {
    setChosen(undefined);
    setContent(undefined);
    setDone(undefined);
    setForm('detached');
  };
  if (done && chosen)
    return <Done {...done} form={form} name={chosen.file.name + extension[form]} onAnother={restart} />;
  return (
    <Page title={t('sign-file.title')} lead={t('sign-file.lead')}>
      <FailureNotice action={choose} />
      {!chosen && progress === undefined && (
        <FileChoice id="file" label={t('sign-file.choose')} onFile={(file) => choose.run(file)} />
      )}
      {progress !== undefined && (
        <label class="hashing">
          {t('sign-file.reading')}
          <progress value={progress} max={1} />
        </label>
      )}
      {chosen && (
        <>
          <div class="chosen-file">
            <FileIcon />
            <h2 class="file-name">{chosen.file.name}</h2>
            <Button look="quiet" small onPress={restart}>
              {t('sign-file.other')}
            </Button>
            <Fingerprint digest={digest} />
          </div>
          <Choices
            id="form"
            label={t('sign-file.form')}
            value={form}
            onValue={chooseForm}
            choices={(['detached', 'attached', 'simple'] as const)
              .filter((value) => value !== 'attached' || chosen.file.size <= ATTACHED_LIMIT)
              .map((value) => ({
                value,
                title: t(`sign-file.${value}`),
                text: t(`sign-file.${value}-text`),
              }))}
          />
          {form === 'simple' && (
            <SimpleSignature
              digest={digest}
              name={chosen.file.name.slice(0, 200)}
              onSigned={(record) => finish(record, true)}
            />
          )}
          {form === 'detached' && (
            <SignWithPassword kind="signature" what={{ digest: chosen.digest }} onSigned={finish} />
          )}
          {form === 'attached' && content && (
            <SignWithPassword kind="signature" what={{ content }} onSigned={finish} />
          )}
        </>
      )}
    </Page>
  );
}
