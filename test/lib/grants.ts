import type { Assembly, Resource } from './assembly.ts';

/** One thing that one function is allowed (or denied), as deployed. */
export interface Grant {
  /** Name of the authority. */
  readonly function: string;
  readonly effect: 'Allow' | 'Deny';
  readonly action: string;
  /** `data/Pins`, `keys/Pins`, `verification/Evidence/*`; `*` for everything. */
  readonly resource: string;
  readonly condition: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

interface Statement {
  readonly Effect: 'Allow' | 'Deny';
  readonly Action: string | string[];
  readonly Resource: unknown;
  readonly Condition?: Grant['condition'];
}

const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Every grant of every authority's role, one by one. */
export function grantsOf(assembly: Assembly): Grant[] {
  const owners = new Map(functionsOf(assembly).map(({ name, role }) => [`${role.stack}/${role.id}`, name]));
  return assembly.resources('AWS::IAM::Policy').flatMap((policy) =>
    list(policy.properties.Roles).flatMap((reference: unknown) => {
      const role = assembly.target(policy.stack, reference);
      const name = owners.get(`${role?.stack}/${role?.id}`);
      if (name === undefined) return [];
      const statements: Statement[] = policy.properties.PolicyDocument.Statement;
      return statements.flatMap((statement) => expand(assembly, policy.stack, name, statement));
    }),
  );
}

/** The authorities' functions with their roles; what CDK brings along for itself is left out. */
export function functionsOf(assembly: Assembly): { name: string; fn: Resource; role: Resource }[] {
  return assembly.resources('AWS::Lambda::Function').flatMap((fn) => {
    const name = String(fn.properties.FunctionName ?? '').replace(/^guichet-[^-]+-/, '');
    const role = assembly.target(fn.stack, fn.properties.Role);
    return name === '' || role === undefined ? [] : [{ name, fn, role }];
  });
}

function expand(assembly: Assembly, stack: string, name: string, statement: Statement): Grant[] {
  return list(statement.Action).flatMap((action) =>
    list(statement.Resource).map((resource) => ({
      function: name,
      effect: statement.Effect,
      action,
      resource: labelOf(assembly, stack, resource),
      condition: statement.Condition ?? {},
    })),
  );
}

/** A resource of a policy in words; ARNs that are put together keep their end (`/*`, `/index/by-status`). */
function labelOf(assembly: Assembly, stack: string, resource: unknown): string {
  if (typeof resource === 'string') return resource;
  const target = assembly.target(stack, resource);
  if (target !== undefined) return target.path;
  const joined = (resource as Joined)['Fn::Join']?.[1];
  if (joined === undefined) return JSON.stringify(resource);
  return (
    bucketLabel(assembly, withoutPlace(resource)) ??
    joined
      .map((part) =>
        typeof part === 'string' ? part : (assembly.target(stack, part)?.path ?? JSON.stringify(part)),
      )
      .join('')
  );
}

type Joined = { readonly 'Fn::Join'?: [string, unknown[]] };

/** A name or ARN without account, Region and partition. */
function withoutPlace(value: unknown): string {
  const parts = (value as Joined)['Fn::Join']?.[1] ?? [value];
  return parts.map((part) => (typeof part === 'string' ? part : '')).join('');
}

/** A bucket that a stack knows by its name: where it is made, with what follows (`edge/Trust/*`). */
function bucketLabel(assembly: Assembly, arn: string): string | undefined {
  const [, name, objects = ''] = /:s3:::([^/]+)(\/.*)?$/.exec(arn) ?? [];
  if (name === undefined) return undefined;
  const bucket = assembly
    .resources('AWS::S3::Bucket')
    .find(({ properties }) => withoutPlace(properties.BucketName) === name);
  return bucket && bucket.path + objects;
}
