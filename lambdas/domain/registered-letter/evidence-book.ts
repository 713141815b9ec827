import type { EvidencesView } from '../../contracts/mailbox.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Seal } from '../seal/seal.ts';
import type { DeliveryEvent } from './delivery-event.ts';
import { deliveryEvidence, evidenceBytes, type RegisteredLetter } from './delivery-evidence.ts';
import type { KeptEvidence, RegisteredLetters } from './registered-letters.ts';

/** Under whose data key the evidence of a letter lies: it names people. */
export interface EvidenceOwner {
  readonly id: string;
  readonly wrappedKey: string;
}

/** Evidence as it is handed out: a CAdES-T file, `.p7m`. */
export interface OpenEvidence {
  readonly event: DeliveryEvent;
  /** ISO 8601, when the event took place. */
  readonly at: string;
  /** CMS SignedData, DER. */
  readonly file: Uint8Array;
}

/** Makes, keeps and opens delivery evidence: for the letter of an enrolment (A6) and of an organisation (E1) alike. */
export interface EvidenceBook {
  /**
   * Seals and keeps the evidence of one event. What happens once is kept once: a second call, also at the same moment, changes
   * nothing and answers false.
   * @param at when the event took place; the time-stamp tells when it was sealed
   */
  record(
    letter: RegisteredLetter,
    owner: EvidenceOwner,
    entry: {
      readonly event: DeliveryEvent;
      readonly at: Date;
      readonly now: Date;
      readonly reasons?: readonly string[] | undefined;
    },
  ): Promise<boolean>;
  /** What is kept about a letter, in order of time, without opening it. */
  kept(letterId: string): Promise<readonly KeptEvidence[]>;
  open(evidence: KeptEvidence, owner: EvidenceOwner): Promise<OpenEvidence>;
}

export function openEvidenceBook(deps: {
  readonly evidences: RegisteredLetters;
  readonly seal: Seal;
  readonly personalData: PersonalData;
}): EvidenceBook {
  return {
    async record(letter, owner, { event, at, now, reasons }) {
      const identifier = `${letter.id}/${event}/${at.getTime()}`;
      const evidence = deliveryEvidence(letter, event, identifier, at, reasons);
      const file = await deps.seal.seal(evidenceBytes(evidence), now);
      const sealed = await deps.personalData.seal(owner.id, owner.wrappedKey, {
        p7m: Buffer.from(file).toString('base64'),
      });
      return deps.evidences.keep({ letterId: letter.id, event, at: at.toISOString(), sealed });
    },

    kept: (letterId) => deps.evidences.list(letterId),

    async open({ event, at, sealed }, owner) {
      const { p7m } = await deps.personalData.open<{ p7m: string }>(owner.id, owner.wrappedKey, sealed);
      return { event, at, file: Buffer.from(p7m, 'base64') };
    },
  };
}

/** On the wire: a file that is saved under the name of its event. */
export const toEvidenceView = ({ event, at, file }: OpenEvidence): EvidencesView['evidences'][number] => ({
  event,
  at,
  file: { name: `${event}.p7m`, bytes: Buffer.from(file).toString('base64') },
});
