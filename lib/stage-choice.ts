import { existsSync, readFileSync } from 'node:fs';
import { withOverrides } from './stage-overrides.ts';
import { requireValid } from './stage-rules.ts';
import { BUILT_IN_STAGES, type Stage } from './stages.ts';

const CONFIG_FILE = 'guichet.json';

/**
 * The stage to synthesise: `cdk … -c stage=<name>`, else `GUICHET_STAGE`, else `default`; changed by what `guichet.json`
 * (or the file named by `GUICHET_CONFIG`) says for it. A stage that is only in the file starts from `default`.
 *
 * @throws Error with one sentence per wrong setting
 */
export function askedStage(environment: NodeJS.ProcessEnv = process.env): Stage {
  const context: Record<string, unknown> = JSON.parse(environment.CDK_CONTEXT_JSON ?? '{}');
  const name = String(context.stage ?? environment.GUICHET_STAGE ?? 'default');
  const file = environment.GUICHET_CONFIG ?? CONFIG_FILE;
  if (environment.GUICHET_CONFIG && !existsSync(file)) {
    throw new Error(`GUICHET_CONFIG names ${file}, which does not exist.`);
  }
  return chooseStage(name, existsSync(file) ? readConfig(file) : {}, environment);
}

/** The same, from values. `config` maps stage names to the settings that differ. */
export function chooseStage(
  name: string,
  config: Readonly<Record<string, unknown>>,
  environment: NodeJS.ProcessEnv = {},
): Stage {
  const builtIn = BUILT_IN_STAGES[name];
  const own = config[name];
  if (builtIn === undefined && own === undefined) {
    const known = [...new Set([...Object.keys(BUILT_IN_STAGES), ...Object.keys(config)])].join(', ');
    throw new Error(`There is no stage "${name}". Known stages: ${known}. Add yours to ${CONFIG_FILE}.`);
  }
  const base = builtIn ?? { ...(BUILT_IN_STAGES.default as Stage), name };
  const placed = {
    ...base,
    account: base.account || (environment.GUICHET_ACCOUNT ?? ''),
    region: base.region || (environment.GUICHET_REGION ?? ''),
  };
  return requireValid(withOverrides(placed, own));
}

function readConfig(file: string): Record<string, unknown> {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`${file} is not JSON: ${(error as Error).message}`);
  }
}
