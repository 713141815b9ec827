/** Fields compared, in the names of the pivot identity where it has them. */
export type ComparedField =
  | 'family_name'
  | 'given_name'
  | 'preferred_username'
  | 'birthdate'
  | 'gender'
  | 'document_number'
  | 'expiry_date';

/** `none`: agrees · `minor`: incomplete or not found, a person should look · `major`: contradicts. */
export type Severity = 'none' | 'minor' | 'major';

/** Why two values do not simply agree. Stable codes for the reviewer's page. */
export type ComparisonNote =
  /** The zone's field was full; it agrees as far as it goes. */
  | 'zone-truncated'
  /** One holds only the first words of the other. */
  | 'first-words-only'
  /** The zone holds the used name where the birth name belongs. */
  | 'used-name-in-zone'
  /** The zone may mean two centuries; the form settled it. */
  | 'other-century'
  /** The zone says nothing about it. */
  | 'zone-silent'
  /** The printed text nearest to it differs by a letter or two. */
  | 'printed-nearly'
  /** The old French card prints the end before its extension. */
  | 'printed-before-extension';

/** One field from all its places. A place that does not have it is left out. */
export interface FieldComparison {
  readonly field: ComparedField;
  readonly form?: string;
  readonly mrz?: string;
  readonly printed?: string;
  readonly verdict: 'agrees' | 'differs' | 'not-found';
  readonly severity: Severity;
  readonly notes: readonly ComparisonNote[];
}

/** How one pair of places compares. */
export interface PairVerdict {
  readonly verdict: 'agrees' | 'differs' | 'not-found';
  readonly severity: Severity;
  readonly note?: ComparisonNote;
  /** The value found, where it is not the one looked for. */
  readonly found?: string;
}

export const AGREES: PairVerdict = { verdict: 'agrees', severity: 'none' };
export const CONTRADICTS: PairVerdict = { verdict: 'differs', severity: 'major' };
export const NOT_PRINTED: PairVerdict = { verdict: 'not-found', severity: 'minor' };

const WEIGHT = { none: 0, minor: 1, major: 2 } as const;
const ORDER = { agrees: 0, 'not-found': 1, differs: 2 } as const;

/** The verdict of a field is the worst of its pairs. */
export function worst(
  pairs: readonly PairVerdict[],
): Pick<FieldComparison, 'verdict' | 'severity' | 'notes'> {
  const verdict = pairs.map((pair) => pair.verdict).toSorted((a, b) => ORDER[b] - ORDER[a])[0] ?? 'agrees';
  const severity = pairs.map((pair) => pair.severity).toSorted((a, b) => WEIGHT[b] - WEIGHT[a])[0] ?? 'none';
  return { verdict, severity, notes: pairs.flatMap((pair) => pair.note ?? []) };
}
