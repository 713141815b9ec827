import type { EnrolmentView } from '../../contracts/enrolment.ts';
import { maskPhoneNumber } from '../phone-number/mask-phone-number.ts';
import type { Dossier } from './dossier.ts';
import { type EnrolledPerson, type Enrolment, sidesOf } from './enrolment.ts';

/** What the web app is shown of a dossier: enough to draw the next page on any device. */
export function toView({ enrolment, person }: Dossier): EnrolmentView {
  return {
    reference: enrolment.reference,
    step: enrolment.step,
    level: enrolment.level,
    language: enrolment.language,
    sides: enrolment.documentType === undefined ? [] : [...sidesOf(enrolment.documentType)],
    pictures: enrolment.pictures.map(({ side, legible, reason }) => ({
      side,
      legible,
      ...(reason !== undefined && { reason }),
    })),
    ...present({ email: person.email, phone: person.phone, form: person.form }),
    ...present({ pending: pendingOf(enrolment, person) }),
    ...present({ documentType: enrolment.documentType, channel: enrolment.channel }),
    ...present({ deadline: enrolment.deadline, submittedAt: enrolment.submittedAt }),
    ...present({ decision: decisionOf(enrolment) }),
  };
}

function decisionOf({ decision }: Enrolment): EnrolmentView['decision'] {
  if (decision === undefined) return undefined;
  const { outcome, reasons, decidedAt, next } = decision;
  return { outcome, reasons: [...reasons], decidedAt, next: [...next] };
}

function pendingOf({ pending }: Enrolment, person: EnrolledPerson): EnrolmentView['pending'] {
  if (pending === undefined) return undefined;
  const { kind, codeLength, expiresAt, resendAt, triesLeft } = pending;
  const to =
    kind === 'email' ? maskEmail(person.pendingEmail ?? '') : maskPhoneNumber(person.pendingPhone ?? '');
  return { kind, to, codeLength, expiresAt, resendAt, triesLeft };
}

/** `camille@example.org` → `c•••@example.org`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  return `${email.slice(0, 1)}•••${email.slice(at)}`;
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };

function present<T extends object>(members: T): Present<T> {
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as Present<T>;
}
