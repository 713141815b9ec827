/** The filler of machine-readable zones (Doc 9303-3 §4.3). */
export const FILLER = '<';

/** The only characters of a machine-readable zone: the OCR-B subset of Doc 9303-3 §4.3. */
export const ONLY_MRZ_CHARACTERS = /^[A-Z0-9<]*$/;

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9' && character.length === 1;
}

export function isLetter(character: string | undefined): boolean {
  return character !== undefined && character >= 'A' && character <= 'Z' && character.length === 1;
}

/** A field without the fillers that pad it on the right. */
export function withoutPadding(field: string): string {
  return field.replace(/<+$/, '');
}
