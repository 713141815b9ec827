import { lazy } from 'preact-iso';
import { MailIcon } from '../ui/icons.tsx';
import type { Row } from './row.ts';

export const emailRow: Row = {
  path: '/app/account/email',
  label: 'label.email',
  text: ({ email }) => email,
  Icon: MailIcon,
  Shown: lazy(() => import('./change-email.tsx')),
};
