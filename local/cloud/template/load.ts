import { type RawResource, type RawStack, readAssembly } from './assembly.ts';
import { type Identity, NAMERS } from './identity.ts';
import { evaluate, NO_VALUE, type Scope } from './intrinsics.ts';
import type { Resource, Template } from './resource.ts';

/** Settings that the template leaves open. */
export interface TemplateSettings {
  /** `http://127.0.0.1:<port>` of the gateway; read when a queue's URL is first asked for. */
  gatewayUrl(): string;
  /** Region of stacks without a fixed environment. */
  readonly region: string;
}

/**
 * Loads a cloud assembly as one account: every stack, evaluated lazily.
 *
 * @param folder `cdk.out`
 */
export function loadTemplate(folder: string, settings: TemplateSettings): Template {
  const assembly = readAssembly(folder, settings.region);
  const stacks: readonly LoadedStack[] = assembly.stacks.map(
    (stack) => new LoadedStack(stack, settings, () => stacks),
  );
  const all = stacks.flatMap((stack) => [...stack.resources.values()]);
  const byType = Map.groupBy(all, (resource) => resource.type);
  const main = stacks.find((stack) => stack.raw.region !== 'us-east-1') ?? stacks[0];
  if (main === undefined) throw new Error(`${folder} holds no stack.`);
  return {
    account: main.raw.account,
    region: main.raw.region,
    resources: (type) => byType.get(type) ?? [],
    all: () => all,
    find: (type, reference) => (byType.get(type) ?? []).find((resource) => answersTo(resource, reference)),
    assetPath(objectKey) {
      const path = assembly.assets.get(objectKey.replace(/^.*\//, '').replace(/\..*$/, ''));
      if (path === undefined)
        throw new Error(`The cloud assembly has no asset for the object key ${objectKey}.`);
      return path;
    },
    output: (stack, logicalId) => stacks.find(({ raw }) => raw.name === stack)?.output(logicalId),
  };
}

function answersTo(resource: Resource, reference: string): boolean {
  return (
    resource.logicalId === reference ||
    resource.arn === reference ||
    resource.physicalId === reference ||
    resource.name === reference
  );
}

class LoadedStack {
  readonly raw: RawStack;
  readonly resources: Map<string, LoadedResource>;
  private readonly settings: TemplateSettings;
  private readonly stacks: () => readonly LoadedStack[];

  constructor(raw: RawStack, settings: TemplateSettings, stacks: () => readonly LoadedStack[]) {
    this.raw = raw;
    this.settings = settings;
    this.stacks = stacks;
    const present = Object.entries(raw.resources).filter(
      ([, { Condition }]) => Condition === undefined || this.scope.condition(Condition),
    );
    this.resources = new Map(present.map(([id, resource]) => [id, new LoadedResource(id, resource, this)]));
  }

  get gatewayUrl(): string {
    return this.settings.gatewayUrl();
  }

  readonly scope: Scope = {
    ref: (id) => this.ref(id),
    attribute: (id, attribute) => this.resource(id, attribute).attribute(attribute),
    importValue: (name) => this.importValue(name),
    stackOutput: (stack, output) =>
      this.stacks()
        .find(({ raw }) => raw.name === stack)
        ?.output(output),
    condition: (name) => {
      if (!(name in this.raw.conditions)) throw new Error(`${this.raw.name} has no condition ${name}.`);
      return evaluate(this.raw.conditions[name], this.scope) === true;
    },
    mapping: (map, first, second) => {
      const maps = this.raw.mappings as Record<string, Record<string, Record<string, unknown>>>;
      const value = maps[map]?.[first]?.[second];
      if (value === undefined) throw new Error(`${this.raw.name}: no mapping ${map}.${first}.${second}.`);
      return value;
    },
  };

  output(logicalId: string): unknown {
    const output = this.raw.outputs[logicalId];
    return output === undefined ? undefined : evaluate(output.Value, this.scope);
  }

  export(name: string): unknown {
    for (const output of Object.values(this.raw.outputs))
      if (output.Export !== undefined && evaluate(output.Export.Name, this.scope) === name)
        return evaluate(output.Value, this.scope);
    return undefined;
  }

  /** What `Custom::CrossRegionExportWriter` of any stack carries under this name. */
  crossRegionExport(name: string): unknown {
    for (const stack of this.stacks())
      for (const resource of stack.resources.values()) {
        if (resource.type !== 'Custom::CrossRegionExportWriter') continue;
        const { exports = {} } = (resource.raw.Properties?.WriterProps ?? {}) as {
          exports?: Record<string, unknown>;
        };
        if (name in exports) return evaluate(exports[name], stack.scope);
      }
    return undefined;
  }

  private importValue(name: string): unknown {
    for (const stack of this.stacks()) {
      const value = stack.export(name);
      if (value !== undefined) return value;
    }
    throw new Error(`${this.raw.name} imports ${name}, which no stack of the assembly exports.`);
  }

  private ref(id: string): unknown {
    const { account, region, name, parameters } = this.raw;
    if (id === 'AWS::AccountId') return account;
    if (id === 'AWS::Region') return region;
    if (id === 'AWS::Partition') return 'aws';
    if (id === 'AWS::URLSuffix') return 'amazonaws.com';
    if (id === 'AWS::StackName') return name;
    if (id === 'AWS::StackId') return `arn:aws:cloudformation:${region}:${account}:stack/${name}/local`;
    if (id === 'AWS::NotificationARNs') return [];
    if (id === 'AWS::NoValue') return NO_VALUE;
    if (id in parameters) return this.parameter(id);
    return this.resource(id, 'Ref').identity('Ref').ref;
  }

  private parameter(id: string): unknown {
    const value = this.raw.parameters[id]?.Default;
    if (value === undefined)
      throw new Error(`${this.raw.name}: the parameter ${id} has no default to run with.`);
    return value;
  }

  private resource(id: string, attribute: string): LoadedResource {
    const resource = this.resources.get(id);
    if (resource === undefined)
      throw new Error(`${this.raw.name} refers to ${id} (${attribute}), which is not in the template.`);
    return resource;
  }
}

class LoadedResource implements Resource {
  readonly logicalId: string;
  readonly type: string;
  readonly raw: RawResource;
  private readonly owner: LoadedStack;
  private evaluated: Readonly<Record<string, unknown>> | undefined;
  private named: Identity | undefined;

  constructor(logicalId: string, raw: RawResource, owner: LoadedStack) {
    this.logicalId = logicalId;
    this.type = raw.Type;
    this.raw = raw;
    this.owner = owner;
  }

  get stack(): string {
    return this.owner.raw.name;
  }
  get region(): string {
    return this.owner.raw.region;
  }
  get physicalId(): string {
    return this.identity('Ref').ref;
  }
  get name(): string {
    return this.identity('name').name;
  }
  get arn(): string {
    return this.identity('Arn').arn;
  }
  get metadata(): Readonly<Record<string, unknown>> {
    return this.raw.Metadata ?? {};
  }

  get properties(): Readonly<Record<string, unknown>> {
    this.evaluated ??= this.explained(() => evaluate(this.raw.Properties ?? {}, this.owner.scope)) as Record<
      string,
      unknown
    >;
    return this.evaluated;
  }

  attribute(attribute: string): unknown {
    if (this.type === 'Custom::CrossRegionExportReader') return this.owner.crossRegionExport(attribute);
    const value = this.identity(attribute).attributes[attribute];
    if (value === undefined) throw new Error(this.unknown(attribute));
    return value;
  }

  identity(wanted: string): Identity {
    if (this.named === undefined) {
      const namer = NAMERS[this.type];
      if (namer === undefined) throw new Error(this.unknown(wanted));
      this.named = namer({
        stack: this.stack,
        logicalId: this.logicalId,
        account: this.owner.raw.account,
        region: this.region,
        gatewayUrl: this.owner.gatewayUrl,
        property: (name) => evaluate(this.raw.Properties?.[name], this.owner.scope),
      });
    }
    return this.named;
  }

  private unknown(attribute: string): string {
    return `The laptop cloud does not know ${attribute} of ${this.stack}/${this.logicalId} (${this.type}); add it to local/cloud/template/identity.ts.`;
  }

  private explained<T>(work: () => T): T {
    try {
      return work();
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new Error(`${this.stack}/${this.logicalId} (${this.type}): ${reason}`, { cause });
    }
  }
}
