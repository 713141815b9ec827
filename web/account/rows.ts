import { closeRow } from './close-row.ts';
import { emailRow } from './email-row.ts';
import { exportRow } from './export-row.ts';
import { phoneRow } from './phone-row.ts';
import { pinRow } from './pin-row.ts';
import type { Row } from './row.ts';

/** Every line of `/app/account`, in order. A new one is a file of its own and one line here. */
export const ROWS: readonly Row[] = [emailRow, phoneRow, pinRow, exportRow, closeRow];
