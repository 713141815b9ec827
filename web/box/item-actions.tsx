import { useState } from 'preact/hooks';
import { useLocation } from 'preact-iso';
import type { BoxItemView, FolderName } from '../../lambdas/contracts/mailbox.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';
import { t } from '../i18n/translate.ts';
import { useAction } from '../ui/action.ts';
import { announce } from '../ui/announce.tsx';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FailureNotice } from '../ui/failure.tsx';
import { SafeIcon, TrashIcon } from '../ui/icons.tsx';
import { folderPath, itemCall } from './box-paths.ts';
import { titleOf } from './letter-words.ts';

interface DeletionProps {
  readonly item: BoxItemView;
  readonly onDeleted: () => void;
  readonly onClose: () => void;
}

function DeletionDialog({ item, onDeleted, onClose }: DeletionProps) {
  const remove = useAction(async () => {
    await citizenCall('DELETE', itemCall(item.id));
    announce(t('box.deleted'));
    onDeleted();
  });
  return (
    <Dialog title={t('box.delete-title')} onClose={onClose}>
      <p>{t('box.delete-text', { title: titleOf(item) })}</p>
      <FailureNotice action={remove} />
      <Button look="danger" busy={remove.busy} onPress={() => remove.run()}>
        {t('box.delete')}
      </Button>
    </Dialog>
  );
}

/** Into the safe and back, or away for good. */
export function ItemActions({ item }: { readonly item: BoxItemView }) {
  const { route } = useLocation();
  const [deleting, setDeleting] = useState(false);
  const home: FolderName = item.kind === 'notice' ? 'notices' : 'inbox';
  const target: FolderName = item.folder === 'safe' ? home : 'safe';
  const file = useAction(async () => {
    await citizenCall('PUT', `${itemCall(item.id)}/folder`, { folder: target });
    announce(t(`box.filed-${target}`));
    route(folderPath(target));
  });
  return (
    <>
      <FailureNotice action={file} />
      <div class="actions">
        {(item.kind !== 'document' || target === 'safe') && (
          <Button look="second" small busy={file.busy} onPress={() => file.run()}>
            <SafeIcon />
            {t(`box.file-${target}`)}
          </Button>
        )}
        <Button look="danger" small onPress={() => setDeleting(true)}>
          <TrashIcon />
          {t('box.delete')}
        </Button>
      </div>
      {deleting && (
        <DeletionDialog
          item={item}
          onDeleted={() => route(folderPath(item.folder))}
          onClose={() => setDeleting(false)}
        />
      )}
    </>
  );
}
