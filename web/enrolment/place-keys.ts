/** A place name as it is compared: plain small letters, digits and single spaces. */
export const placeName = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/œ/g, 'oe')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim();

const ARTICLE = /^(?:le|la|les|l|los|lo|aux|au) /;

/** The name, and the name without its article: people look for “Havre” as for “Le Havre”. */
export const placeNames = (name: string): readonly string[] => {
  const whole = placeName(name);
  const bare = whole.replace(ARTICLE, '');
  return bare === whole ? [whole] : [whole, bare];
};

const letters = (name: string): string => name.replaceAll(' ', '').slice(0, 2).padEnd(2, '_');

/** The names of the files a place is listed in: its first two letters, with and without the article. */
export const placeKeys = (name: string): readonly string[] => [...new Set(placeNames(name).map(letters))];
