import { lazy } from 'preact-iso';
import { DownloadIcon } from '../ui/icons.tsx';
import type { Row } from './row.ts';

export const exportRow: Row = {
  path: '/app/account/export',
  label: 'account.export-title',
  text: 'account.export-text',
  Icon: DownloadIcon,
  Shown: lazy(() => import('./export-data.tsx')),
};
