import type { DocumentType } from '../../contracts/enrolment.ts';
import type { EligibilitySettings } from '../../contracts/settings.ts';
import type { MrzFormat } from '../mrz/layout.ts';
import type { MrzReading } from '../mrz/reading.ts';

/** Zones of one kind of document: layout, first letters of the document code, and whose nationality the holder has. */
export interface ZoneProfile {
  readonly format: MrzFormat;
  readonly documentCodes: readonly string[];
  /** The holder's nationality is that of the issuing state, or is not, or does not matter. */
  readonly nationality: 'of-issuer' | 'other' | 'any';
}

/** What a document of a type must be like. Data: an operator elsewhere describes other documents. */
export interface DocumentProfile {
  readonly type: DocumentType;
  readonly zones: readonly ZoneProfile[];
  readonly issuingStates: readonly string[];
  readonly minimumHolderAgeYears: number;
  /** The document must have been given for at least this long; 0 when that does not matter. */
  readonly minimumValidityYears: number;
  /** No such document is given for longer. */
  readonly maximumValidityYears: number;
}

type TypeProfile = Pick<DocumentProfile, 'zones' | 'maximumValidityYears'>;

/** The documents of Doc 9303 and the old French card. */
const TYPES: Readonly<Record<DocumentType, TypeProfile>> = {
  'national-identity-card': {
    zones: [
      { format: 'FRENCH_ID', documentCodes: ['ID'], nationality: 'any' },
      { format: 'TD1', documentCodes: ['I', 'A', 'C'], nationality: 'of-issuer' },
      { format: 'TD2', documentCodes: ['I', 'A', 'C'], nationality: 'of-issuer' },
    ],
    maximumValidityYears: 15,
  },
  passport: {
    zones: [{ format: 'TD3', documentCodes: ['P'], nationality: 'any' }],
    maximumValidityYears: 10,
  },
  'residence-permit': {
    zones: [
      { format: 'TD1', documentCodes: ['I', 'A', 'C', 'T', 'R'], nationality: 'other' },
      { format: 'TD2', documentCodes: ['I', 'A', 'C'], nationality: 'other' },
    ],
    maximumValidityYears: 10,
  },
};

/** The profile of a document type under the operator's settings. */
export function documentProfile(type: DocumentType, settings: EligibilitySettings): DocumentProfile {
  return {
    type,
    ...TYPES[type],
    issuingStates: settings.issuingStates,
    minimumHolderAgeYears: settings.minimumAgeYears,
    minimumValidityYears: type === 'residence-permit' ? settings.residencePermitMinimumYears : 0,
  };
}

function fits(reading: MrzReading, zone: ZoneProfile): boolean {
  const own = reading.nationality === reading.issuingState;
  return (
    reading.format === zone.format &&
    zone.documentCodes.some((code) => reading.documentCode.startsWith(code)) &&
    (zone.nationality === 'any' || (zone.nationality === 'of-issuer') === own)
  );
}

/** Whether a zone is one of this profile's. */
export function isOfProfile(reading: MrzReading, profile: DocumentProfile): boolean {
  return profile.zones.some((zone) => fits(reading, zone));
}

/** The type of document a zone belongs to; undefined for none that is known. */
export function documentTypeOf(reading: MrzReading): DocumentType | undefined {
  const types = Object.keys(TYPES) as DocumentType[];
  return types.find((type) => TYPES[type].zones.some((zone) => fits(reading, zone)));
}
