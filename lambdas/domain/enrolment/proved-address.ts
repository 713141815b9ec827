import type { Dossier } from './dossier.ts';
import type { EnrolledPerson, EnrolmentChanges, PendingProof } from './enrolment.ts';
import { stepAfter } from './steps.ts';

interface Proved {
  readonly changes: EnrolmentChanges;
  readonly person: EnrolledPerson;
}

/** The address on its way becomes the proved one (A2). */
export function provedEmail({ enrolment, person }: Dossier, proof: PendingProof): Proved {
  const { pendingEmail, ...rest } = person;
  return {
    changes: {
      step: stepAfter(enrolment.step, 'confirm-email'),
      emailHandle: proof.handle,
      pending: undefined,
    },
    person: { ...rest, ...(pendingEmail !== undefined && { email: pendingEmail }) },
  };
}

/** The number on its way becomes the proved one (A3). */
export function provedPhone({ enrolment, person }: Dossier, proof: PendingProof): Proved {
  const { pendingPhone, ...rest } = person;
  return {
    changes: {
      step: stepAfter(enrolment.step, 'confirm-phone'),
      phoneHandle: proof.handle,
      pending: undefined,
    },
    person: { ...rest, ...(pendingPhone !== undefined && { phone: pendingPhone }) },
  };
}
