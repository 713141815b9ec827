import type { Resource, Template } from '../template/resource.ts';
import { compilePolicy, type Statement } from './statement.ts';

/** The template's policies, compiled. */
export interface Policies {
  /** Identity policies of a role, by its ARN; `undefined` for a role that is not in the template. */
  ofRole(roleArn: string): readonly Statement[] | undefined;
  /** Resource policies (KMS keys, buckets, queues, topics, secrets) that could speak about this ARN. */
  ofResource(arn: string): readonly Statement[];
}

/** Collects identity and resource policies from the template. */
export function readPolicies(template: Template, warn: (line: string) => void): Policies {
  const roles = new Map<string, Statement[]>();
  const managed = new Map(
    template.resources('AWS::IAM::ManagedPolicy').map((policy) => [policy.arn, policy]),
  );
  for (const role of template.resources('AWS::IAM::Role'))
    roles.set(role.arn, inlineStatements(role, managed, warn));
  const byName = new Map(template.resources('AWS::IAM::Role').map((role) => [role.name, role.arn]));
  for (const type of ['AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy', 'AWS::IAM::RolePolicy'])
    for (const policy of template.resources(type)) {
      const { Roles, RoleName, PolicyDocument } = policy.properties;
      const attached = [Roles ?? RoleName ?? []].flat().map(String);
      for (const name of attached) roles.get(byName.get(name) ?? '')?.push(...compilePolicy(PolicyDocument));
    }
  const resources = resourcePolicies(template);
  const perService = Map.groupBy(resources, ({ service }) => service);
  return {
    ofRole: (roleArn) => roles.get(roleArn),
    ofResource(arn) {
      const own = (perService.get(arn.split(':')[2] ?? '') ?? []).flatMap(({ statements }) =>
        statements.filter((statement) => statement.resource(arn)),
      );
      // A key that was made at run time, without a policy of its own.
      if (own.length > 0 || !KMS_KEY.test(arn)) return own;
      return compilePolicy(DEFAULT_KEY_POLICY(template.account), arn);
    },
  };
}

/** Managed policies of AWS that only allow what the laptop does for the function anyway (logs, traces). */
const HARMLESS = /AWSLambdaBasicExecutionRole|AWSXRay|CloudWatchLambda|AmazonAPIGatewayPushToCloudWatchLogs/;

function inlineStatements(
  role: Resource,
  managed: Map<string, Resource>,
  warn: (line: string) => void,
): Statement[] {
  const { Policies = [], ManagedPolicyArns = [], PermissionsBoundary } = role.properties;
  const statements = (Policies as { PolicyDocument: unknown }[]).flatMap((each) =>
    compilePolicy(each.PolicyDocument),
  );
  for (const arn of ManagedPolicyArns as string[]) {
    const policy = managed.get(arn);
    if (policy !== undefined) statements.push(...compilePolicy(policy.properties.PolicyDocument));
    else if (!HARMLESS.test(arn))
      warn(`IAM: ${arn} of ${role.logicalId} is not known here and grants nothing.`);
  }
  if (PermissionsBoundary !== undefined)
    warn(`IAM: the permissions boundary of ${role.logicalId} is not evaluated on the laptop.`);
  return statements;
}

interface ResourcePolicy {
  readonly service: string;
  readonly statements: readonly Statement[];
}

function resourcePolicies(template: Template): ResourcePolicy[] {
  const keys = template.resources('AWS::KMS::Key').map((key) => ({
    service: 'kms',
    statements: compilePolicy(key.properties.KeyPolicy ?? DEFAULT_KEY_POLICY(template.account), key.arn),
  }));
  const attached = Object.entries(ATTACHED).flatMap(([type, [service, property]]) =>
    template
      .resources(type)
      .map((policy) => ({ service, statements: compilePolicy(policy.properties[property]) })),
  );
  return [...keys, ...attached];
}

const ATTACHED: Readonly<Record<string, readonly [string, string]>> = {
  'AWS::S3::BucketPolicy': ['s3', 'PolicyDocument'],
  'AWS::SQS::QueuePolicy': ['sqs', 'PolicyDocument'],
  'AWS::SNS::TopicPolicy': ['sns', 'PolicyDocument'],
};

const KMS_KEY = /^arn:aws:kms:[^:]*:[^:]*:key\//;

/** What KMS gives a key without a policy: the account decides by IAM. */
const DEFAULT_KEY_POLICY = (account: string) => ({
  Statement: [
    { Effect: 'Allow', Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'kms:*', Resource: '*' },
  ],
});
