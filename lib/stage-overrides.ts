import type { Stage } from './stages.ts';

type Settings = Readonly<Record<string, unknown>>;

/** Settings that are lists or dictionaries of the operator's own words: replaced as a whole, names not checked. */
const FREE = new Set(['concurrency']);

/**
 * The stage with the operator's differences laid over it, at any depth.
 *
 * @throws Error naming every setting that does not exist or is of another kind
 */
export function withOverrides(stage: Stage, overrides: unknown): Stage {
  if (overrides === undefined) return stage;
  const problems: string[] = [];
  const merged = merge(stage as unknown as Settings, overrides, '', problems);
  if (problems.length > 0) throw new Error(`Stage "${stage.name}":\n- ${problems.join('\n- ')}`);
  return merged as unknown as Stage;
}

function merge(defaults: Settings, given: unknown, path: string, problems: string[]): Settings {
  if (!isSettings(given)) {
    problems.push(`\`${path || 'stage'}\` must be an object with the settings ${names(defaults)}.`);
    return defaults;
  }
  const merged: Record<string, unknown> = { ...defaults };
  for (const [name, value] of Object.entries(given)) {
    const setting = path === '' ? name : `${path}.${name}`;
    merged[name] = mergeOne(defaults, name, value, setting, problems);
  }
  return merged;
}

function mergeOne(defaults: Settings, name: string, value: unknown, setting: string, problems: string[]) {
  const known = defaults[name];
  if (known === undefined) {
    problems.push(`\`${setting}\` is not a setting; here are ${names(defaults)}.`);
  } else if (isSettings(known) && !FREE.has(setting)) {
    return merge(known, value, setting, problems);
  } else if (kind(value) !== kind(known)) {
    problems.push(`\`${setting}\` must be ${kind(known)}, like ${JSON.stringify(known)}.`);
  }
  return value;
}

function isSettings(value: unknown): value is Settings {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kind(value: unknown): string {
  if (Array.isArray(value)) return 'a list';
  if (value === null) return 'null';
  return (
    { string: 'a text', number: 'a number', boolean: 'true or false' }[typeof value as string] ?? 'an object'
  );
}

const names = (settings: Settings) => Object.keys(settings).join(', ');
