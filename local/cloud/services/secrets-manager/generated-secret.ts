import { randomInt } from 'node:crypto';
import type { Input } from '../input.ts';

const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const LOWER = UPPER.toLowerCase();
const DIGITS = '0123456789';
const PUNCTUATION = '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~';

/** The value CloudFormation makes for `GenerateSecretString`. */
export function generateSecretString(settings: Input): string {
  const password = generatePassword(settings);
  const { SecretStringTemplate: template, GenerateStringKey: key } = settings;
  if (typeof template !== 'string' || typeof key !== 'string') return password;
  return JSON.stringify({ ...(JSON.parse(template) as object), [key]: password });
}

function generatePassword(settings: Input): string {
  const excluded = new Set(String(settings.ExcludeCharacters ?? ''));
  const kinds = [
    settings.ExcludeUppercase === true ? '' : UPPER,
    settings.ExcludeLowercase === true ? '' : LOWER,
    settings.ExcludeNumbers === true ? '' : DIGITS,
    settings.ExcludePunctuation === true ? '' : PUNCTUATION,
    settings.IncludeSpace === true ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((char) => !excluded.has(char)))
    .filter((kind) => kind.length > 0);
  const length = Number(settings.PasswordLength ?? 32);
  const required = settings.RequireEachIncludedType === false ? [] : kinds.map(pick);
  const all = kinds.flat();
  const characters = [
    ...required,
    ...Array.from({ length: Math.max(0, length - required.length) }, () => pick(all)),
  ];
  return shuffled(characters).slice(0, length).join('');
}

function pick(characters: readonly string[]): string {
  return characters[randomInt(characters.length)] ?? '';
}

function shuffled(characters: string[]): string[] {
  for (let index = characters.length - 1; index > 0; index -= 1) {
    const other = randomInt(index + 1);
    [characters[index], characters[other]] = [characters[other] ?? '', characters[index] ?? ''];
  }
  return characters;
}
