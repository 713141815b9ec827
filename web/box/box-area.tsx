import { useLocation } from 'preact-iso';
import { LoggedIn } from '../citizen-session/logged-in.tsx';
import { BOX_PATH, folderAt, ITEM_PATH } from './box-paths.ts';
import { BoxSettings } from './box-settings.tsx';
import { FolderPage } from './folder-page.tsx';
import { ItemPage } from './item-page.tsx';
import './box.css';

function Shown({ path, item }: { readonly path: string; readonly item: string | undefined }) {
  if (path === ITEM_PATH && item) return <ItemPage key={item} id={item} />;
  if (path === `${BOX_PATH}/settings`) return <BoxSettings />;
  const folder = folderAt(path);
  return <FolderPage key={folder} folder={folder} />;
}

/** `/app/box/…`: the post-office box (E2). */
export default function BoxArea() {
  const { path, query } = useLocation();
  return (
    <LoggedIn>
      <Shown path={path} item={query.id} />
    </LoggedIn>
  );
}
