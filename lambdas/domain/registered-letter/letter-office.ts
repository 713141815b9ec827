import { createHash } from 'node:crypto';
import type { Dossier } from '../enrolment/dossier.ts';
import type { DeliveryEvent } from './delivery-event.ts';
import type { EvidenceIssuer, RegisteredLetter } from './delivery-evidence.ts';
import type { EvidenceBook } from './evidence-book.ts';

/** Purpose of the links that letters carry. */
export const LETTER_PURPOSE = 'registered-letter';

/** Records what happens to an enrolment's registered letter (A6). */
export interface LetterOffice {
  record(dossier: Dossier, event: DeliveryEvent, now: Date, reasons?: readonly string[]): Promise<void>;
}

export function openLetterOffice(deps: {
  readonly book: EvidenceBook;
  readonly operator: EvidenceIssuer;
}): LetterOffice {
  return {
    async record(dossier, event, now, reasons) {
      const letter = letterOf(dossier, deps.operator);
      await deps.book.record(letter, dossier.enrolment, { event, at: now, now, reasons });
    },
  };
}

/** The operator sends this letter itself; its content is the invitation to this enrolment: its reference and id. */
function letterOf({ enrolment, person }: Dossier, operator: EvidenceIssuer): RegisteredLetter {
  if (enrolment.letter === undefined) throw new Error('This enrolment has no registered letter.');
  const content = JSON.stringify({ enrolment: enrolment.id, reference: enrolment.reference });
  return {
    id: enrolment.letter.id,
    issuer: operator,
    sender: operator,
    recipient: { electronicAddress: person.email ?? '', reference: enrolment.reference },
    submittedAt: enrolment.letter.submittedAt,
    contentDigest: createHash('sha256').update(content).digest('base64url'),
  };
}
