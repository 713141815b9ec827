import { useState } from 'preact/hooks';
import type { RegistrationDocument } from '../../lambdas/contracts/organisations.ts';
import { t } from '../i18n/translate.ts';
import { FileChoice } from '../signing/file-choice.tsx';
import { hashFile, UnreadableFile } from '../signing/hash-file.ts';
import { toBase64Url } from '../signing/key-derivation.ts';
import { invalid, useAction } from '../ui/action.ts';
import { FailureNotice } from '../ui/failure.tsx';
import { FieldGroup } from '../ui/field.tsx';
import { CheckIcon } from '../ui/icons.tsx';

export type Fingerprint = Pick<RegistrationDocument, 'digest' | 'size'>;

interface PaperProps {
  readonly id: string;
  readonly label: string;
  readonly choose: string;
  readonly wrong: string | undefined;
  readonly onTaken: (fingerprint: Fingerprint) => void;
}

/** A paper of which only the fingerprint leaves the device. */
export function Paper({ id, label, choose, wrong, onTaken }: PaperProps) {
  const [name, setName] = useState<string>();
  const take = useAction<File>(async (file) => {
    if (file.size === 0) throw invalid([{ field: id, code: 'empty-file' }]);
    if (file.size > 50_000_000) throw invalid([{ field: id, code: 'too-large' }]);
    try {
      onTaken({ digest: toBase64Url(await hashFile(file, () => undefined)), size: file.size });
      setName(file.name);
    } catch (failure) {
      throw failure instanceof UnreadableFile ? invalid([{ field: id, code: 'unreadable-file' }]) : failure;
    }
  });
  return (
    <FieldGroup id={id} label={label} wrong={name === undefined ? wrong : undefined}>
      <FailureNotice action={take} />
      <FileChoice id={`${id}-file`} label={choose} onFile={take.run} />
      {name !== undefined && (
        <p class="confirmed" role="status">
          <CheckIcon /> {t('organisation-register.chosen', { name })}
        </p>
      )}
    </FieldGroup>
  );
}
