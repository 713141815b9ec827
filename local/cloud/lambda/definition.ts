import { join } from 'node:path';
import { writeAtomically } from '../atomic-file.ts';
import type { Resource, Template } from '../template/resource.ts';

/** A function of the template, as far as running it goes. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** `index.handler` */
  readonly handler: string;
  readonly codeFolder: string;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  /** How many events may run at once; set where the order of events matters. */
  readonly reservedConcurrency?: number;
  /** As evaluated; `{{resolve:…}}` not yet replaced. */
  readonly environment: Readonly<Record<string, string>>;
}

/**
 * Every Node.js function of the template. Functions of other runtimes (CDK's own deployment helpers) are left out.
 *
 * @param data where code given inline in the template is written
 * @param warn hears about a function that cannot be read; the others still run
 */
export function readFunctions(
  template: Template,
  data: string,
  warn: (line: string) => void,
): FunctionDefinition[] {
  return template
    .resources('AWS::Lambda::Function')
    .filter((resource) => !isDeploymentHelper(resource))
    .flatMap((resource) => {
      try {
        return String(resource.properties.Runtime).startsWith('nodejs')
          ? [readFunction(resource, template, data)]
          : [];
      } catch (error) {
        warn(`A function cannot run: ${error instanceof Error ? error.message : String(error)}`);
        return [];
      }
    });
}

/** CDK's custom-resource providers serve `cdk deploy` alone. */
function isDeploymentHelper({ logicalId }: Resource): boolean {
  return /^(Custom|LogRetention|AWS679f53fac002430cb0da5b7982bd2287|.*CustomResourceProviderHandler)/.test(
    logicalId,
  );
}

function readFunction(resource: Resource, template: Template, data: string): FunctionDefinition {
  const { Handler, Timeout, MemorySize, Environment, Role, ReservedConcurrentExecutions } =
    resource.properties;
  const { Variables = {} } = (Environment ?? {}) as { Variables?: Record<string, unknown> };
  const variables = Object.entries(Variables).map(([name, value]) => [name, String(value)]);
  return {
    name: resource.name,
    arn: resource.arn,
    roleArn: String(Role),
    handler: String(Handler ?? 'index.handler'),
    codeFolder: codeFolder(resource, template, data),
    timeoutSeconds: Number(Timeout ?? 3),
    memoryMb: Number(MemorySize ?? 128),
    environment: Object.fromEntries(variables),
    ...(ReservedConcurrentExecutions === undefined
      ? {}
      : { reservedConcurrency: Number(ReservedConcurrentExecutions) }),
  };
}

function codeFolder({ name, properties }: Resource, template: Template, data: string): string {
  const { S3Key, ZipFile } = (properties.Code ?? {}) as { S3Key?: string; ZipFile?: string };
  if (ZipFile === undefined) return template.assetPath(String(S3Key));
  const folder = join(data, 'lambda', 'inline', name);
  writeAtomically(join(folder, 'index.js'), ZipFile);
  return folder;
}
