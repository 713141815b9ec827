import type { MrzReading } from '../mrz/reading.ts';
import type { PivotIdentity } from '../pivot-identity/pivot-identity.ts';
import type { FieldComparison } from './comparison.ts';
import type { PrintedLine } from './printed-text.ts';

/** What is compared: what the person typed, what the zone says, what is printed. */
export interface ComparedSources {
  readonly form: PivotIdentity;
  /** As typed; empty or absent when it was not asked. */
  readonly documentNumber?: string;
  readonly mrz: MrzReading;
  readonly printed: readonly PrintedLine[];
}

/** Compares one field in all its places; nothing when the field is in none of them. */
export type FieldComparer = (sources: ComparedSources) => FieldComparison | undefined;
