import { lazy } from 'preact-iso';
import { PhoneIcon } from '../ui/icons.tsx';
import type { Row } from './row.ts';

export const phoneRow: Row = {
  path: '/app/account/phone',
  label: 'label.phone',
  text: ({ phone }) => phone,
  Icon: PhoneIcon,
  Shown: lazy(() => import('./change-phone.tsx')),
};
