/** The digit a letter stands for where only digits may stand: one reading each, so that nothing is guessed. */
export const DIGIT_FOR_LETTER: Readonly<Record<string, string>> = {
  O: '0',
  Q: '0',
  D: '0',
  U: '0',
  I: '1',
  L: '1',
  Z: '2',
  A: '4',
  S: '5',
  G: '6',
  T: '7',
  B: '8',
};

/** The letter a digit stands for in a code of letters (state, document code). */
export const LETTER_FOR_DIGIT: Readonly<Record<string, string>> = {
  '0': 'O',
  '1': 'I',
  '2': 'Z',
  '4': 'A',
  '5': 'S',
  '6': 'G',
  '8': 'B',
};

/**
 * The pairs of letter and digit that OCR confuses in a mixed field. 6 and G are left out: they differ by 10, so no
 * check digit tells them apart.
 */
export const MIXED_LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'O',
  O: '0',
  '1': 'I',
  I: '1',
  '2': 'Z',
  Z: '2',
  '5': 'S',
  S: '5',
  '8': 'B',
  B: '8',
};

/** Letters OCR makes of a filler. */
export const FILLER_LOOK_ALIKES = 'KCLEX';
