import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The account where the template leaves it open. */
export const LOCAL_ACCOUNT = '000000000000';

/** One resource as CloudFormation JSON. */
export interface RawResource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Metadata?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

/** One stack as CloudFormation JSON, with where it is meant to be deployed. */
export interface RawStack {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly resources: Readonly<Record<string, RawResource>>;
  readonly outputs: Readonly<
    Record<string, { Value: unknown; Export?: { Name: unknown }; Condition?: string }>
  >;
  readonly conditions: Readonly<Record<string, unknown>>;
  readonly mappings: Readonly<Record<string, unknown>>;
  readonly parameters: Readonly<Record<string, { Default?: unknown }>>;
}

/** A cloud assembly read from disk: its stacks and where the assets lie. */
export interface Assembly {
  readonly stacks: readonly RawStack[];
  /** Absolute path by asset hash. */
  readonly assets: ReadonlyMap<string, string>;
}

interface Artifact {
  readonly type: string;
  readonly environment?: string;
  readonly properties?: Readonly<Record<string, string>>;
}

/**
 * Reads `cdk.out` (and the assemblies of stages nested in it).
 *
 * @param folder the cloud assembly directory
 * @param region stands for `unknown-region`
 * @throws with a sentence when the folder holds no assembly
 */
export function readAssembly(folder: string, region: string): Assembly {
  if (!existsSync(join(folder, 'manifest.json')))
    throw new Error(
      `${folder} holds no cloud assembly (manifest.json is missing); synthesise the app first.`,
    );
  const stacks: RawStack[] = [];
  const assets = new Map<string, string>();
  const artifacts = Object.entries(
    readObject(join(folder, 'manifest.json')).artifacts as Record<string, Artifact>,
  );
  for (const [id, artifact] of artifacts) {
    const { type, properties = {} } = artifact;
    if (type === 'aws:cloudformation:stack') stacks.push(readStack(folder, id, artifact, region));
    if (type === 'cdk:asset-manifest') readAssets(folder, properties.file ?? `${id}.json`, assets);
    if (type === 'cdk:cloud-assembly') {
      const nested = readAssembly(join(folder, properties.directoryName ?? ''), region);
      stacks.push(...nested.stacks);
      for (const [hash, path] of nested.assets) assets.set(hash, path);
    }
  }
  return { stacks, assets };
}

function readStack(folder: string, id: string, artifact: Artifact, defaultRegion: string): RawStack {
  const { properties = {}, environment = '' } = artifact;
  const template = readObject(join(folder, properties.templateFile ?? `${id}.template.json`));
  const [account, region] = environment.replace(/^aws:\/\//, '').split('/');
  return {
    name: properties.stackName ?? id,
    account: account === undefined || account.startsWith('unknown') ? LOCAL_ACCOUNT : account,
    region: region === undefined || region.startsWith('unknown') ? defaultRegion : region,
    resources: (template.Resources ?? {}) as RawStack['resources'],
    outputs: (template.Outputs ?? {}) as RawStack['outputs'],
    conditions: (template.Conditions ?? {}) as RawStack['conditions'],
    mappings: (template.Mappings ?? {}) as RawStack['mappings'],
    parameters: (template.Parameters ?? {}) as RawStack['parameters'],
  };
}

function readAssets(folder: string, file: string, assets: Map<string, string>): void {
  const files = (readObject(join(folder, file)).files ?? {}) as Record<string, { source: { path?: string } }>;
  for (const [hash, { source }] of Object.entries(files))
    if (source.path !== undefined) assets.set(hash, join(folder, source.path));
}

function readObject(path: string): Record<string, unknown> {
  return JSON.parse(readFileSync(path, 'utf8')) as Record<string, unknown>;
}
