import { signal } from '@preact/signals';
import type { EnrolmentStep, EnrolmentView } from '../../lambdas/contracts/enrolment.ts';
import { call, RefusedCall } from '../api/call.ts';
import { enrolling } from '../ui/next-routes.ts';

/** The enrolment of this browser, as the server last told it; `undefined` when there is none. */
export const enrolment = signal<EnrolmentView | undefined>(undefined);

/** Keeps what an endpoint answered. */
export const take = (view: EnrolmentView): void => {
  enrolment.value = view;
  enrolling.value = true;
};

/** Asks the server where the enrolment stands; no session is not a failure. */
export async function reload(): Promise<void> {
  try {
    take(await call<EnrolmentView>('GET', '/api/enrolment'));
  } catch (failure) {
    const absent = failure instanceof RefusedCall && [401, 404].includes(failure.problem.status);
    if (!absent) throw failure;
    enrolment.value = undefined;
  }
}

/** Sends one step and keeps the enrolment it answers. */
export const advance = async (method: 'POST' | 'PUT', path: string, body: unknown = {}): Promise<void> =>
  take(await call<EnrolmentView>(method, `/api/enrolment${path}`, body));

/** The page that shows each step of the server. */
const PAGES: Record<EnrolmentStep, string> = {
  started: 'email',
  'email-verified': 'phone',
  'phone-verified': 'document',
  'document-type-chosen': 'form',
  'form-filled': 'review',
  'form-confirmed': 'channel',
  'letter-sent': 'letter',
  'letter-opened': 'pictures',
  'document-uploaded': 'video',
  'video-recorded': 'send',
  submitted: 'status',
  'in-review': 'status',
  retry: 'status',
  rejected: 'status',
  accepted: 'status',
  active: 'status',
  cancelled: 'status',
};

/** Earlier pages a person may go back to while the enrolment stands at a step. */
const ALSO: Partial<Record<EnrolmentStep, readonly string[]>> = {
  'document-type-chosen': ['document'],
  'form-filled': ['document', 'form'],
  'form-confirmed': ['document', 'form'],
  'letter-sent': ['channel'],
  'letter-opened': ['channel'],
  'document-uploaded': ['pictures', 'channel'],
  'video-recorded': ['video', 'pictures', 'channel'],
  retry: ['document', 'form', 'pictures', 'channel'],
};

export const pageOf = (step: EnrolmentStep): string => PAGES[step];
export const pathOf = (step: EnrolmentStep): string => `/enrol/${PAGES[step]}`;
export const mayShow = (step: EnrolmentStep, page: string): boolean =>
  PAGES[step] === page || (ALSO[step]?.includes(page) ?? false);
