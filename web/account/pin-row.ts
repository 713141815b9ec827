import { lazy } from 'preact-iso';
import { LockIcon } from '../ui/icons.tsx';
import type { Row } from './row.ts';

export const pinRow: Row = {
  path: '/app/account/code',
  label: 'account.pin-title',
  text: 'account.pin-text',
  Icon: LockIcon,
  Shown: lazy(() => import('./change-pin.tsx')),
};
