import { transliterations } from '../mrz/transliteration.ts';

/** How far a printed or typed name agrees with the words of a machine-readable zone. */
export type NameMatch =
  /** Every letter, in one of the permitted transliterations. */
  | 'same'
  /** The zone ends before the name does, where its field was full. */
  | 'same-as-far-as-it-goes'
  /** The zone holds the first words of the name, or the name those of the zone. */
  | 'first-words'
  | 'different';

function skipSpace(text: string, at: number): number {
  return text.charAt(at) === ' ' ? at + 1 : at;
}

/** Positions of `words` that the characters, in some transliteration, may reach; `words.length` is a full match. */
function reached(characters: readonly string[], words: string, onlyPrefix: boolean): boolean {
  let positions = new Set([0]);
  for (const character of characters) {
    const next = new Set<number>();
    for (const at of positions) {
      for (const form of transliterations(character)) {
        if (words.startsWith(form, at)) next.add(at + form.length);
        // The zone was cut in the middle of a letter pair, or right before this character.
        if (onlyPrefix && (at === words.length || form.startsWith(words.slice(at)))) return true;
      }
    }
    positions = next;
    if (positions.size === 0) return false;
  }
  return [...positions].some((at) => skipSpace(words, at) === words.length);
}

function tidied(name: string): string[] {
  return Array.from(
    name
      .normalize('NFC')
      .trim()
      .replace(/[\s\-‐‑–—<,.]+/gu, ' '),
  );
}

function beginsWithWords(longer: string, characters: readonly string[]): boolean {
  const words = longer.split(' ');
  return words.some((_, count) => count > 0 && reached(characters, words.slice(0, count).join(' '), false));
}

function nameBeginsWith(name: readonly string[], words: string): boolean {
  return name.some((character, index) => character === ' ' && reached(name.slice(0, index), words, false));
}

/**
 * Compares a name with the words of a zone under every transliteration Doc 9303-3 §6 permits: `Müller` matches
 * `MUELLER` and `MULLER`, `D'Arc` matches `DARC` and `D ARC`.
 * @param words the zone's words parted by spaces
 * @param truncated the zone's name field was full (Doc 9303-4 §4.2.3)
 */
export function matchMrzName(name: string, words: string, truncated: boolean): NameMatch {
  const characters = tidied(name);
  if (reached(characters, words, false)) return 'same';
  if (words === '' || characters.length === 0) return 'different';
  if (truncated && reached(characters, words, true)) return 'same-as-far-as-it-goes';
  if (nameBeginsWith(characters, words) || beginsWithWords(words, characters)) return 'first-words';
  return 'different';
}
