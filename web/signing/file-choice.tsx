import { useState } from 'preact/hooks';
import { t } from '../i18n/translate.ts';
import { FileIcon } from '../ui/icons.tsx';
import './signing.css';

interface FileChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly accept?: string;
  readonly onFile: (file: File) => void;
}

/** A file by button or by dropping it; the whole field takes the drop. */
export function FileChoice({ id, label, accept, onFile }: FileChoiceProps) {
  const [over, setOver] = useState(false);
  const take = (files: FileList | null | undefined): void => {
    const file = files?.[0];
    if (file) onFile(file);
  };
  return (
    <fieldset
      aria-label={label}
      class={over ? 'file-choice over' : 'file-choice'}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        take(event.dataTransfer?.files);
      }}
    >
      <label class="button file" for={id}>
        <FileIcon />
        {label}
      </label>
      <input
        id={id}
        class="hidden-visually"
        type="file"
        accept={accept}
        onChange={(event) => {
          take(event.currentTarget.files);
          event.currentTarget.value = '';
        }}
      />
      <span class="soft">{t('sign-file.drop')}</span>
    </fieldset>
  );
}
