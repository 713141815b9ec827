import type { BoxItemView } from '../../lambdas/contracts/mailbox.ts';
import { t } from '../i18n/translate.ts';
import { saveFile } from '../signing/save-file.ts';
import { Button } from '../ui/button.tsx';
import { DownloadIcon, FileIcon } from '../ui/icons.tsx';
import { bytesOf } from './bytes-of.ts';
import { sizeText } from './size-text.ts';

type File = BoxItemView['files'][number];

const Save = ({ file }: { readonly file: File }) => {
  const label = (
    <>
      <DownloadIcon />
      {t('box.save')}
      <span class="hidden-visually"> {file.name}</span>
    </>
  );
  if (file.url !== undefined) {
    return (
      <a class="button second small" href={file.url} download={file.name}>
        {label}
      </a>
    );
  }
  const { bytes } = file;
  return bytes === undefined ? null : (
    <Button look="second" small onPress={() => saveFile(file.name, file.type, bytesOf(bytes))}>
      {label}
    </Button>
  );
};

/** Files to save; none is shown inside our pages. */
export const Files = ({ files }: { readonly files: readonly File[] }) =>
  files.length === 0 ? null : (
    <ul class="files">
      {files.map((file) => (
        <li key={file.name + file.sha256}>
          <FileIcon />
          <span>
            <strong>{file.name}</strong>
            <span class="soft small">{sizeText(file.size)}</span>
          </span>
          <Save file={file} />
        </li>
      ))}
    </ul>
  );
