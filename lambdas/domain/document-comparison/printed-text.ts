import { cleanLine } from '../mrz/clean-line.ts';

/** One line of printed text, folded to words of capitals and digits. */
export interface PrintedLine {
  readonly raw: string;
  readonly words: readonly string[];
}

/** Letters no accent removal reaches, as recognisers and zones write them. */
const FOLDED: Readonly<Record<string, string>> = {
  Æ: 'AE',
  Œ: 'OE',
  Ø: 'O',
  ẞ: 'SS',
  ß: 'SS',
  Ł: 'L',
  Đ: 'D',
  Ð: 'D',
};

/** Capitals without accents; apostrophes vanish, all other signs part words. */
export function foldedWords(text: string): string[] {
  return text
    .toLocaleUpperCase('en')
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ÆŒØẞßŁĐÐ]/gu, (letter) => FOLDED[letter] ?? letter)
    .replace(/['’‘`´]/gu, '')
    .split(/[^A-Z0-9]+/)
    .filter((word) => word !== '');
}

/** Longer than any document number, which stands in the zone and in print alike. */
const SHORTEST_ZONE_PIECE = 14;

/** Lines of the machine-readable zone are no printed text: they would let the zone confirm itself. */
function isZone(text: string, zone: readonly string[]): boolean {
  const cleaned = cleanLine(text, 1).text;
  const fillers = cleaned.split('<').length - 1;
  return (
    fillers >= 2 || (cleaned.length >= SHORTEST_ZONE_PIECE && zone.some((line) => line.includes(cleaned)))
  );
}

/** The printed lines of a document in reading order, the zone's own lines left out. */
export function printedLines(texts: readonly string[], zone: readonly string[]): PrintedLine[] {
  return texts
    .filter((text) => !isZone(text, zone))
    .map((raw) => ({ raw, words: foldedWords(raw) }))
    .filter(({ words }) => words.length > 0);
}
