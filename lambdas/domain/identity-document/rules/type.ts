import { documentTypeOf, isOfProfile } from '../document-profile.ts';
import type { DocumentRule } from './rule.ts';

/** Another kind of document than the one chosen. */
export const ofAnotherType: DocumentRule = (reading, { profile }) =>
  isOfProfile(reading, profile)
    ? undefined
    : {
        code: 'document-of-another-type',
        evidence: { chosen: profile.type, found: documentTypeOf(reading) ?? reading.documentCode },
      };

/** Issued by a state whose documents the operator does not accept. */
export const issuingState: DocumentRule = (reading, { profile }) =>
  profile.issuingStates.includes(reading.issuingState)
    ? undefined
    : { code: 'issuing-state-not-accepted', evidence: { issuingState: reading.issuingState } };
