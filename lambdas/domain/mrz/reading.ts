import type { IsoDate } from '../calendar/iso-date.ts';
import type { BirthDate } from '../calendar/presumed-birth-date.ts';
import type { CheckedDigit } from './check-digits.ts';
import type { Correction } from './correction.ts';
import type { FrenchIdExpiry } from './french-id-expiry.ts';
import type { MrzFormat } from './layout.ts';
import type { MrzNames } from './names.ts';

/** A machine-readable zone whose check digits all pass. */
export interface MrzReading {
  readonly format: MrzFormat;
  /** The lines after repair, of the layout's exact length. */
  readonly lines: readonly string[];
  /** One or two letters: `P`, `ID`, `IR`. */
  readonly documentCode: string;
  /** ISO 3166-1 alpha-3 or a code of Doc 9303-3 §5. */
  readonly issuingState: string;
  readonly documentNumber: string;
  readonly nationality: string;
  /** Null when the zone says that nothing is known. */
  readonly birthDate: BirthDate | null;
  /** The same birth date a century earlier, when the holder could be that old. */
  readonly birthDateOtherCentury?: BirthDate;
  /** `unspecified` for the filler; `X` where the issuer writes it (Doc 9303-3 §4). */
  readonly sex: 'F' | 'M' | 'X' | 'unspecified';
  /** Last day of validity; the latest possible one when computed. Null when the zone gives none. */
  readonly expiryDate: IsoDate | null;
  /** Set for the old French card, which has no expiry date: how it was computed. */
  readonly computedExpiry?: FrenchIdExpiry;
  /** `YYYY-MM`, old French card only. */
  readonly issueMonth?: string;
  readonly names: MrzNames;
  /** Optional data elements without padding, empty ones left out. */
  readonly optionalData: readonly string[];
  readonly checkDigits: readonly CheckedDigit[];
  readonly corrections: readonly Correction[];
}
