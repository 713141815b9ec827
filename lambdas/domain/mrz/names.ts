/**
 * Names as a zone holds them. Hyphens and spaces both became `<`, apostrophes vanished, so the parts are
 * upper-case words; what was printed between them is lost.
 */
export interface MrzNames {
  /** Primary identifier: surname words separated by spaces. */
  readonly primary: string;
  /** Secondary identifier: given names, one word each; empty for mononyms. */
  readonly secondary: readonly string[];
  /** The name reaches the end of its field: letters or whole names may be missing (Doc 9303-4 §4.2.3). */
  readonly truncated: boolean;
}

function words(text: string): string[] {
  return text.split('<').filter((word) => word !== '');
}

/** Splits an ICAO name field `PRIMARY<<SECONDARY<SECONDARY<<<` (Doc 9303-3 §4.6). */
export function splitNames(field: string): MrzNames {
  const separator = field.indexOf('<<');
  const primary = separator === -1 ? field : field.slice(0, separator);
  const secondary = separator === -1 ? '' : field.slice(separator);
  return { primary: words(primary).join(' '), secondary: words(secondary), truncated: !field.endsWith('<') };
}

/**
 * Names of the old French card: surname and given names have a field each, given names are parted by `<<`, their
 * own hyphens by `<`. A field without a filler at its end may be cut.
 */
export function frenchCardNames(surname: string, given: string): MrzNames {
  return {
    primary: words(surname).join(' '),
    secondary: words(given),
    truncated: !surname.endsWith('<') || !given.endsWith('<'),
  };
}
