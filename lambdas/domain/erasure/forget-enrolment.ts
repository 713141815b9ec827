import type { Account } from '../account/account.ts';
import { FORGOTTEN } from '../enrolment/dossier.ts';
import type { Enrolments } from '../enrolment/enrolments.ts';

export interface ForgetEnrolmentDeps {
  readonly enrolments: Pick<Enrolments, 'load' | 'advance'>;
}

/** What the person told when they enrolled, with the key it is sealed under. Pictures go when their time is over, as everybody's. */
export async function forgetEnrolment(
  { enrolmentId }: Account,
  now: Date,
  { enrolments }: ForgetEnrolmentDeps,
): Promise<void> {
  const enrolment = await enrolments.load(enrolmentId);
  if (enrolment === undefined || enrolment.sealed === '') return;
  await enrolments.advance(enrolment, FORGOTTEN, now);
}
