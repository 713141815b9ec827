import { lazy } from 'preact-iso';
import { TrashIcon } from '../ui/icons.tsx';
import type { Row } from './row.ts';

export const closeRow: Row = {
  path: '/app/account/close',
  label: 'account.close-title',
  text: 'account.close-text',
  Icon: TrashIcon,
  Shown: lazy(() => import('./close-account.tsx')),
};
