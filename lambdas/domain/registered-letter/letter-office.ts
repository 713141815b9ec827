import { createHash } from 'node:crypto';
import type { Dossier } from '../enrolment/dossier.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Randomness } from '../randomness.ts';
import type { Signer } from '../signer/signer.ts';
import type { DeliveryEvent } from './delivery-event.ts';
import { deliveryEvidence, type RegisteredLetter, signEvidence } from './delivery-evidence.ts';
import type { RegisteredLetters } from './registered-letters.ts';

/** Purpose of the links that letters carry. */
export const LETTER_PURPOSE = 'registered-letter';

/** Records what happens to an enrolment's registered letter (A6). */
export interface LetterOffice {
  record(dossier: Dossier, event: DeliveryEvent, now: Date, reasons?: readonly string[]): Promise<void>;
}

export function openLetterOffice(deps: {
  readonly letters: RegisteredLetters;
  readonly signer: Signer;
  readonly personalData: PersonalData;
  readonly randomness: Randomness;
  readonly operator: { readonly name: string; readonly uri: string };
}): LetterOffice {
  return {
    async record(dossier, event, now, reasons) {
      const letter = letterOf(dossier, deps.operator);
      const evidence = deliveryEvidence(letter, event, deps.randomness.id(), now, reasons);
      const jws = await signEvidence(deps.signer, evidence);
      const { id, wrappedKey } = dossier.enrolment;
      const sealed = await deps.personalData.seal(id, wrappedKey, { jws });
      await deps.letters.keep({ letterId: letter.id, event, at: now.toISOString(), sealed });
    },
  };
}

/** The content of the letter is the invitation to this enrolment: its reference and id. */
function letterOf({ enrolment, person }: Dossier, operator: RegisteredLetter['issuer']): RegisteredLetter {
  if (enrolment.letter === undefined) throw new Error('This enrolment has no registered letter.');
  const content = JSON.stringify({ enrolment: enrolment.id, reference: enrolment.reference });
  return {
    id: enrolment.letter.id,
    issuer: operator,
    recipient: { electronicAddress: person.email ?? '', reference: enrolment.reference },
    submittedAt: enrolment.letter.submittedAt,
    contentDigest: createHash('sha256').update(content).digest('base64url'),
  };
}
