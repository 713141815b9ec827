import { useState } from 'preact/hooks';
import type { DeclaredFile, PreparedDocumentView } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { FileChoice } from '../signing/file-choice.tsx';
import { hashFile } from '../signing/hash-file.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import '../signing/signing.css';
import { putFile } from './put-file.ts';
import { sizeText } from './size-text.ts';

const base64url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

interface Progress {
  readonly name: string;
  readonly size: number;
  readonly fraction: number;
}

/** Puts a file into the safe: hashed here, so that the store takes exactly this content (E2). */
export function KeepDocument({ onKept }: { readonly onKept: () => void }) {
  const [progress, setProgress] = useState<Progress>();
  const keep = useAction(async (file: File) => {
    const show = (fraction: number): void => setProgress({ name: file.name, size: file.size, fraction });
    show(0);
    try {
      const digest = await hashFile(file, (bytes) => show((bytes / file.size) * 0.3));
      const declared: DeclaredFile = {
        name: file.name,
        type: file.type || 'application/octet-stream',
        size: file.size,
        sha256: base64url(digest),
      };
      const { item, upload } = await citizenCall<PreparedDocumentView>(
        'POST',
        '/api/mailbox/documents',
        declared,
      );
      await putFile(upload, file, (fraction) => show(0.3 + fraction * 0.65));
      await citizenCall('POST', `/api/mailbox/documents/${encodeURIComponent(item)}`);
      announce(t('box.kept', { name: file.name }));
      onKept();
    } finally {
      setProgress(undefined);
    }
  });
  return (
    <div class="keep-document">
      <FailureNotice action={keep} />
      {progress ? (
        <p role="status">
          <label for="keeping">
            {t('box.keeping', { name: progress.name, size: sizeText(progress.size) })}
          </label>
          <progress id="keeping" value={progress.fraction} max={1} />
        </p>
      ) : (
        <FileChoice id="document" label={t('box.keep')} onFile={keep.run} />
      )}
    </div>
  );
}
