import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AppProps } from 'aws-cdk-lib';
import { guichetApp } from '../../lib/app.ts';
import { type Build, FUNCTION_NAMES } from '../../lib/bundles.ts';
import { chooseStage } from '../../lib/stage-choice.ts';

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

/** Synthesises a stage with empty functions and an empty web app: about a second, without a network. */
export function synthesise(
  stage: string,
  app: AppProps = { builtinCloudFormationValidation: false },
): Assembly {
  process.env.CDK_VALIDATION = app.builtinCloudFormationValidation === false ? 'false' : 'true';
  const outdir = mkdtempSync(join(tmpdir(), 'guichet-assembly-'));
  const cloud = guichetApp({
    stage: chooseStage(stage, {}),
    build: emptyBuild(),
    app: { outdir, ...app },
  }).synth();
  return readAssembly(
    new Map(cloud.stacks.map(({ stackName, template }) => [stackName, template as Template])),
    `guichet-${stage}-`,
  );
}

/** Something to upload for every asset. */
export function emptyBuild(): Build {
  const folder = mkdtempSync(join(tmpdir(), 'guichet-build-'));
  for (const name of FUNCTION_NAMES) {
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
