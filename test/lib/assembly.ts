import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppProps } from 'aws-cdk-lib';
import { AUTHORITIES } from '../../lambdas/authorities.ts';
import type { Build } from '../../lib/bundles.ts';

export interface TemplateResource {
  readonly Type: string;
  readonly Properties: Record<string, unknown>;
  readonly DeletionPolicy?: string;
}

export interface Resource {
  readonly stack: string;
  readonly id: string;
  readonly type: string;
  // biome-ignore lint/suspicious/noExplicitAny: a template is free-form JSON; each test looks at the part it names.
  readonly properties: any;
  readonly deletionPolicy: string | undefined;
  /** Where it stands, without the stage and CDK's hash: `data/Pins`, `identity/TokenRole`. */
  readonly path: string;
}

interface Template {
  readonly Resources: Readonly<Record<string, TemplateResource>>;
  readonly Outputs?: Readonly<Record<string, { Value: unknown }>>;
}

export interface Assembly {
  resources(type: string): readonly Resource[];
  all(): readonly Resource[];
  /** The resource that a `Ref`, `Fn::GetAtt` or `Fn::GetStackOutput` of a stack speaks about. */
  target(stack: string, reference: unknown): Resource | undefined;
  outputs(stack: string): Readonly<Record<string, unknown>>;
}

/**
 * The templates of a stage, synthesised with empty functions and an empty web app: about a second, without a network.
 * Kept in a folder named after what they are made from, so that the files of a test run share them.
 */
export async function synthesise(stage: string): Promise<Assembly> {
  const kept = join(tmpdir(), `guichet-templates-${stage}-${fingerprint()}`);
  if (!existsSync(kept)) {
    const outdir = await synthesiseInto(stage, { builtinCloudFormationValidation: false });
    keep(outdir, kept);
  }
  const templates = readdirSync(kept).filter((name) => name.endsWith(TEMPLATE));
  return readAssembly(
    new Map(templates.map((name) => [name.replace(TEMPLATE, ''), readTemplate(join(kept, name))])),
    `guichet-${stage}-`,
  );
}

const TEMPLATE = '.template.json';
const readTemplate = (path: string): Template => JSON.parse(readFileSync(path, 'utf8'));

/** Of everything a template is made from: the stacks, the lists, the settings. */
function fingerprint(): string {
  const root = join(import.meta.dirname, '../..');
  const sources = globSync(
    ['lib/**/*.{ts,js}', 'lambdas/*.ts', 'lambdas/contracts/settings.ts', 'package-lock.json'],
    { cwd: root },
  );
  const hash = createHash('sha256').update(process.env.GUICHET_PORT ?? '');
  for (const path of sources.sort()) hash.update(readFileSync(join(root, path)));
  return hash.digest('hex').slice(0, 16);
}

/** In one step, so that two test files doing the same at once do not see halves. */
function keep(outdir: string, kept: string): void {
  const whole = mkdtempSync(join(tmpdir(), 'guichet-templates-'));
  for (const name of readdirSync(outdir).filter((each) => each.endsWith(TEMPLATE)))
    copyFileSync(join(outdir, name), join(whole, name));
  rmSync(outdir, { recursive: true });
  try {
    renameSync(whole, kept);
  } catch {
    rmSync(whole, { recursive: true }); // the other was first
  }
}

/** Synthesises a stage anew, with every check unless told otherwise; the folder it went to. */
export async function synthesiseInto(stage: string, app: AppProps = {}): Promise<string> {
  process.env.CDK_VALIDATION = app.builtinCloudFormationValidation === false ? 'false' : 'true';
  const [{ guichetApp }, { chooseStage }] = await Promise.all([
    import('../../lib/app.ts'),
    import('../../lib/stage-choice.ts'),
  ]);
  const outdir = mkdtempSync(join(tmpdir(), 'guichet-assembly-'));
  guichetApp({ stage: chooseStage(stage, {}), build: emptyBuild(), app: { outdir, ...app } }).synth();
  return outdir;
}

/** Something to upload for every asset. */
export function emptyBuild(): Build {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-build-'));
  for (const name of Object.keys(AUTHORITIES)) {
    mkdirSync(join(folder, 'functions', name), { recursive: true });
    writeFileSync(join(folder, 'functions', name, 'index.js'), `exports.handler = async () => '${name}';\n`);
  }
  mkdirSync(join(folder, 'web', 'assets'), { recursive: true });
  writeFileSync(join(folder, 'web', 'index.html'), '<!doctype html>\n');
  return { functions: join(folder, 'functions'), web: join(folder, 'web') };
}

function readAssembly(templates: ReadonlyMap<string, Template>, prefix: string): Assembly {
  const all = [...templates].flatMap(([stack, { Resources }]) =>
    Object.entries(Resources).map(([id, resource]) => toResource(stack, id, resource, prefix)),
  );
  const byId = new Map(all.map((resource) => [`${resource.stack}/${resource.id}`, resource]));
  const target = (stack: string, reference: unknown): Resource | undefined => {
    const { Ref, 'Fn::GetAtt': attribute, 'Fn::GetStackOutput': far } = (reference ?? {}) as Reference;
    if (far === undefined) return byId.get(`${stack}/${Ref ?? attribute?.[0]}`);
    return target(far.StackName, templates.get(far.StackName)?.Outputs?.[far.OutputName]?.Value);
  };
  const outputs = (stack: string) =>
    Object.entries(templates.get(prefix + stack)?.Outputs ?? {}).map(([name, { Value }]) => [name, Value]);
  return {
    resources: (type) => all.filter((resource) => resource.type === type),
    all: () => all,
    target,
    outputs: (stack) => Object.fromEntries(outputs(stack)),
  };
}

interface Reference {
  readonly Ref?: string;
  readonly 'Fn::GetAtt'?: readonly string[];
  readonly 'Fn::GetStackOutput'?: { readonly StackName: string; readonly OutputName: string };
}

function toResource(stack: string, id: string, resource: TemplateResource, prefix: string): Resource {
  return {
    stack,
    id,
    type: resource.Type,
    properties: resource.Properties ?? {},
    deletionPolicy: resource.DeletionPolicy,
    path: `${stack.replace(prefix, '')}/${id.replace(/[0-9A-F]{8}$/, '')}`,
  };
}
