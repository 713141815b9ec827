/** Characters of a machine-readable zone (Doc 9303-3 §4.3), in the order the decoder numbers them. */
export const ZONE_CHARACTERS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ<';

/** What may stand at a position: never a value, only digits, letters, sex letters and the filler. */
const CLASSES: Readonly<Record<string, string>> = {
  n: '0123456789',
  d: '0123456789<',
  a: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  l: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ<',
  s: 'FMX<',
  x: ZONE_CHARACTERS,
};

/** For each position of a line, which of ZONE_CHARACTERS may stand there. */
export type LineShape = readonly (readonly number[])[];

/** A layout by the shape of its lines; `name` is for measurements only and never answered. */
export interface ZoneShape {
  readonly name: string;
  readonly lines: readonly LineShape[];
}

/** `'a1 l4'` → one letter, then four letters or fillers. */
function line(pattern: string): LineShape {
  return pattern.split(' ').flatMap((part) => {
    const allowed = [...(CLASSES[part.charAt(0)] ?? '')].map((character) =>
      ZONE_CHARACTERS.indexOf(character),
    );
    return Array.from({ length: Number(part.slice(1)) }, () => allowed);
  });
}

/** Doc 9303-4 §4.2 (TD3), 9303-5 §4.2 (TD1), 9303-6 §4.2 (TD2), and the French card of 1988. */
export const ZONE_SHAPES: readonly ZoneShape[] = [
  { name: 'TD3', lines: [line('a1 l43'), line('x9 d1 l3 d6 n1 s1 d6 n1 x14 d1 n1')] },
  { name: 'TD2', lines: [line('a1 l35'), line('x9 d1 l3 d6 n1 s1 d6 n1 x7 n1')] },
  { name: 'FR-1988', lines: [line('a1 l29 x3 d3'), line('n4 x8 n1 l14 d6 n1 s1 n1')] },
  { name: 'TD1', lines: [line('a1 l4 x9 d1 x15'), line('d6 n1 s1 d6 n1 l3 x11 n1'), line('l30')] },
];
