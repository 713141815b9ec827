import { signal } from '@preact/signals';
import type consoleWords from './console/en.ts';
import type citizenWords from './en.ts';

/** Languages of the app (X4). */
export const LANGUAGES = { en: 'English', fr: 'Français', ja: '日本語' } as const;
export type Language = keyof typeof LANGUAGES;

type Citizen = typeof citizenWords;
type Console = typeof consoleWords;
type Dictionary = Citizen & Console;
/** A translation: the same keys as English, so that a missing sentence does not compile. */
export type Messages = Record<keyof Citizen, string>;
export type ConsoleMessages = Record<keyof Console, string>;
export type MessageKey = keyof Dictionary;

type Placeholders<S extends string> = S extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;
type Values<K extends MessageKey> = Placeholders<Dictionary[K]>;
/** Keys of sentences without placeholders. */
export type PlainKey = { [K in MessageKey]: [Values<K>] extends [never] ? K : never }[MessageKey];
type Arguments<K extends MessageKey> = [Values<K>] extends [never]
  ? []
  : [values: Record<Values<K>, string | number>];

export type Words = Partial<Record<MessageKey, string>>;
const messages = signal<Words>({});
/** The language shown now. */
export const language = signal<Language>('en');

const fill = (sentence: string, values?: Readonly<Record<string, string | number>>): string =>
  values ? sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : sentence;

/** The sentence of a key in the language shown, with its `{placeholders}` filled. */
export function t<K extends MessageKey>(key: K, ...[values]: Arguments<K>): string {
  return fill(messages.value[key] ?? key, values);
}

/** The sentence of a code that came from the server, or undefined where the app has none for it. */
export function sentenceOf(
  key: string,
  values?: Readonly<Record<string, string | number>>,
): string | undefined {
  const sentence = (messages.value as Readonly<Record<string, string | undefined>>)[key];
  return sentence === undefined ? undefined : fill(sentence, values);
}

/** Loads one language: the dictionaries of each entry (citizens, console). */
export type Load = (language: Language) => Promise<Words>;

const KEPT = 'guichet-language';
export const isLanguage = (value: unknown): value is Language =>
  typeof value === 'string' && value in LANGUAGES;

/** What the person chose before, else what the browser asks for, else English. */
export function preferredLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  for (const wanted of navigator.languages) {
    const short = wanted.slice(0, 2);
    if (isLanguage(short)) return short;
  }
  return 'en';
}

/** True once the person has chosen a language here, so that no page overrides the choice. */
export const hasChosenLanguage = (): boolean => isLanguage(localStorage.getItem(KEPT));

const loaders = new Map<string, Load>();
/** Which dictionaries this entry shows. */
export function speakWith(loader: Load): void {
  loaders.set('start', loader);
}

/** Adds the words of an area, now and with every later change of language; a second time does nothing. */
export async function learn(area: string, loader: Load): Promise<void> {
  if (loaders.has(area)) return;
  loaders.set(area, loader);
  await speak(language.value).catch((failure: unknown) => {
    loaders.delete(area); // the connection was lost: the area's next visit asks again
    throw failure;
  });
}

/** Shows the app in `wanted`. */
export async function speak(wanted: Language): Promise<void> {
  const parts = await Promise.all([...loaders.values()].map((load) => load(wanted)));
  messages.value = Object.assign({}, ...parts);
  language.value = wanted;
  document.documentElement.lang = wanted;
}

/** Shows the app in `wanted` and remembers it. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  localStorage.setItem(KEPT, wanted);
  await speak(wanted);
}
