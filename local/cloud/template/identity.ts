import { createHash } from 'node:crypto';

/** What a resource answers to `Ref` and `Fn::GetAtt`. */
export interface Identity {
  readonly ref: string;
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** What naming a resource needs to know. */
export interface Naming {
  readonly stack: string;
  readonly logicalId: string;
  readonly account: string;
  readonly region: string;
  readonly gatewayUrl: string;
  /** An evaluated property, by its path (`Code.S3Key`); `undefined` when absent. */
  property(path: string): unknown;
}

type Namer = (naming: Naming) => Identity;

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** A stable pseudo-random id from where the resource stands in the template. */
export function stableId({ stack, logicalId }: Pick<Naming, 'stack' | 'logicalId'>, length: number): string {
  const digest = createHash('sha512').update(`${stack}/${logicalId}`).digest();
  return Array.from(digest.subarray(0, length), (byte) => ALPHABET[byte % ALPHABET.length]).join('');
}

function stableUuid(naming: Naming): string {
  const hex = createHash('sha256').update(`${naming.stack}/${naming.logicalId}`).digest('hex');
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
}

/** The name given in the template, else CloudFormation's `<stack>-<logical id>-<random>`. */
function named(naming: Naming, property: string, limit = 64): string {
  const given = naming.property(property);
  if (typeof given === 'string') return given;
  const suffix = stableId(naming, 12).toUpperCase();
  return `${`${naming.stack}-${naming.logicalId}`.slice(0, limit - 13)}-${suffix}`;
}

function arn(naming: Naming, service: string, resource: string): string {
  return `arn:aws:${service}:${naming.region}:${naming.account}:${resource}`;
}

function globalArn(naming: Naming, service: string, resource: string): string {
  return `arn:aws:${service}::${naming.account}:${resource}`;
}

/** `Ref` yields the name. */
function byName(
  property: string,
  service: string,
  prefix: string,
  attributes: Record<string, string> = {},
): Namer {
  return (naming) => {
    const name = named(naming, property);
    const own = arn(naming, service, `${prefix}${name}`);
    return { ref: name, name, arn: own, attributes: { Arn: own, ...attributes } };
  };
}

/** `Ref` yields the ARN. */
function byArn(property: string, service: string, prefix: string, nameAttribute?: string): Namer {
  return (naming) => {
    const name = named(naming, property);
    const own = arn(naming, service, `${prefix}${name}`);
    const attributes = { Arn: own, ...(nameAttribute ? { [nameAttribute]: name } : {}) };
    return { ref: own, name, arn: own, attributes };
  };
}

/** `Ref` yields a generated id. */
function byId(
  length: number,
  idAttribute: string,
  arnOf: (naming: Naming, id: string) => string,
  upper = false,
): Namer {
  return (naming) => {
    const id = upper ? stableId(naming, length).toUpperCase() : stableId(naming, length);
    const own = arnOf(naming, id);
    return { ref: id, name: id, arn: own, attributes: { [idAttribute]: id, Arn: own } };
  };
}

const table: Namer = (naming) => {
  const name = named(naming, 'TableName');
  const own = arn(naming, 'dynamodb', `table/${name}`);
  const attributes = {
    Arn: own,
    StreamArn: `${own}/stream/2026-01-01T00:00:00.000`,
    TableId: stableUuid(naming),
  };
  return { ref: name, name, arn: own, attributes };
};

const bucket: Namer = (naming) => {
  const name = named(naming, 'BucketName', 63).toLowerCase();
  const own = `arn:aws:s3:::${name}`;
  const attributes = {
    Arn: own,
    DomainName: `${name}.s3.amazonaws.com`,
    RegionalDomainName: `${name}.s3.${naming.region}.amazonaws.com`,
    DualStackDomainName: `${name}.s3.dualstack.${naming.region}.amazonaws.com`,
    WebsiteURL: `http://${name}.s3-website.${naming.region}.amazonaws.com`,
  };
  return { ref: name, name, arn: own, attributes };
};

const queue: Namer = (naming) => {
  const fifo =
    naming.property('FifoQueue') === true && naming.property('QueueName') === undefined ? '.fifo' : '';
  const name = `${named(naming, 'QueueName', 75)}${fifo}`;
  const own = arn(naming, 'sqs', name);
  const url = `${naming.gatewayUrl}/${naming.account}/${name}`;
  return { ref: url, name, arn: own, attributes: { Arn: own, QueueName: name, QueueUrl: url } };
};

const topic: Namer = (naming) => {
  const name = named(naming, 'TopicName');
  const own = arn(naming, 'sns', name);
  return { ref: own, name, arn: own, attributes: { TopicArn: own, TopicName: name } };
};

const key: Namer = (naming) => {
  const uuid = stableUuid(naming);
  const id = naming.property('MultiRegion') === true ? `mrk-${uuid.replaceAll('-', '')}` : uuid;
  const own = arn(naming, 'kms', `key/${id}`);
  return { ref: id, name: id, arn: own, attributes: { Arn: own, KeyId: id } };
};

const keyAlias: Namer = (naming) => {
  const name = named(naming, 'AliasName', 255);
  return { ref: name, name, arn: arn(naming, 'kms', name), attributes: {} };
};

const role: Namer = (naming) => {
  const name = named(naming, 'RoleName');
  const path = naming.property('Path') ?? '/';
  const own = globalArn(naming, 'iam', `role${path}${name}`);
  const attributes = { Arn: own, RoleId: `AROA${stableId(naming, 16).toUpperCase()}` };
  return { ref: name, name, arn: own, attributes };
};

const managedPolicy: Namer = (naming) => {
  const name = named(naming, 'ManagedPolicyName', 128);
  const own = globalArn(naming, 'iam', `policy${naming.property('Path') ?? '/'}${name}`);
  return { ref: own, name, arn: own, attributes: { PolicyArn: own } };
};

const lambdaFunction: Namer = (naming) => {
  const name = named(naming, 'FunctionName');
  const own = arn(naming, 'lambda', `function:${name}`);
  return { ref: name, name, arn: own, attributes: { Arn: own } };
};

function functionArn(naming: Naming): string {
  const given = String(naming.property('FunctionName'));
  return given.startsWith('arn:') ? given : arn(naming, 'lambda', `function:${given}`);
}

const functionVersion: Namer = (naming) => {
  const own = `${functionArn(naming)}:1`;
  return { ref: own, name: '1', arn: own, attributes: { Version: '1', FunctionArn: own } };
};

const functionAlias: Namer = (naming) => {
  const name = String(naming.property('Name'));
  const own = `${functionArn(naming)}:${name}`;
  return { ref: own, name, arn: own, attributes: { AliasArn: own } };
};

const secret: Namer = (naming) => {
  const name = named(naming, 'Name');
  const own = arn(naming, 'secretsmanager', `secret:${name}-${stableId(naming, 6)}`);
  return { ref: own, name, arn: own, attributes: { Id: own } };
};

const parameter: Namer = (naming) => {
  const name = named(naming, 'Name');
  const own = arn(naming, 'ssm', `parameter/${name.replace(/^\//, '')}`);
  const attributes = { Type: String(naming.property('Type')), Value: String(naming.property('Value')) };
  return { ref: name, name, arn: own, attributes };
};

const httpApi: Namer = (naming) => {
  const id = stableId(naming, 10);
  const endpoint = `https://${id}.execute-api.${naming.region}.amazonaws.com`;
  const own = `arn:aws:apigateway:${naming.region}::/apis/${id}`;
  return { ref: id, name: id, arn: own, attributes: { ApiId: id, ApiEndpoint: endpoint } };
};

const stage: Namer = (naming) => {
  const name = String(naming.property('StageName'));
  const own = `arn:aws:apigateway:${naming.region}::/apis/${naming.property('ApiId')}/stages/${name}`;
  return { ref: name, name, arn: own, attributes: {} };
};

const distribution: Namer = (naming) => {
  const id = `E${stableId(naming, 13).toUpperCase()}`;
  const own = globalArn(naming, 'cloudfront', `distribution/${id}`);
  return {
    ref: id,
    name: id,
    arn: own,
    attributes: { Id: id, DomainName: `d${stableId(naming, 13)}.cloudfront.net` },
  };
};

const edgeFunction: Namer = (naming) => {
  const name = named(naming, 'Name');
  const own = globalArn(naming, 'cloudfront', `function/${name}`);
  const attributes = { FunctionARN: own, 'FunctionMetadata.FunctionARN': own, Stage: 'LIVE' };
  return { ref: own, name, arn: own, attributes };
};

const schedule: Namer = (naming) => {
  const name = named(naming, 'Name');
  const own = arn(naming, 'scheduler', `schedule/${naming.property('GroupName') ?? 'default'}/${name}`);
  return { ref: name, name, arn: own, attributes: { Arn: own } };
};

const rule: Namer = (naming) => {
  const name = named(naming, 'Name');
  const bus = String(naming.property('EventBusName') ?? 'default').replace(/^.*event-bus\//, '');
  const own = arn(naming, 'events', bus === 'default' ? `rule/${name}` : `rule/${bus}/${name}`);
  return { ref: name, name, arn: own, attributes: { Arn: own } };
};

const logGroup: Namer = (naming) => {
  const name = named(naming, 'LogGroupName', 512);
  const own = arn(naming, 'logs', `log-group:${name}:*`);
  return { ref: name, name, arn: own, attributes: { Arn: own } };
};

const emailIdentity: Namer = (naming) => {
  const name = String(naming.property('EmailIdentity'));
  return { ref: name, name, arn: arn(naming, 'ses', `identity/${name}`), attributes: {} };
};

const webAcl: Namer = (naming) => {
  const name = named(naming, 'Name');
  const id = stableUuid(naming);
  const scope = String(naming.property('Scope'));
  const own = arn(naming, 'wafv2', `${scope === 'CLOUDFRONT' ? 'global' : 'regional'}/webacl/${name}/${id}`);
  return { ref: `${name}|${id}|${scope}`, name, arn: own, attributes: { Arn: own, Id: id } };
};

const cloudFrontId = (kind: string): Namer =>
  byId(13, 'Id', (n, id) => globalArn(n, 'cloudfront', `${kind}/${id}`), true);
const apiPart = (kind: string, attribute: string): Namer =>
  byId(7, attribute, (n, id) => `arn:aws:apigateway:${n.region}::/apis/${n.property('ApiId')}/${kind}/${id}`);

/** How each known type is named. A type that is missing here fails when something refers to it, not before. */
export const NAMERS: Readonly<Record<string, Namer>> = {
  'AWS::ApiGatewayV2::Api': httpApi,
  'AWS::ApiGatewayV2::Authorizer': apiPart('authorizers', 'AuthorizerId'),
  'AWS::ApiGatewayV2::DomainName': (n) => {
    const name = String(n.property('DomainName'));
    const own = `arn:aws:apigateway:${n.region}::/domainnames/${name}`;
    return { ref: name, name, arn: own, attributes: {} };
  },
  'AWS::ApiGatewayV2::Deployment': apiPart('deployments', 'DeploymentId'),
  'AWS::ApiGatewayV2::Integration': apiPart('integrations', 'IntegrationId'),
  'AWS::ApiGatewayV2::Route': apiPart('routes', 'RouteId'),
  'AWS::ApiGatewayV2::Stage': stage,
  'AWS::CertificateManager::Certificate': (n) => {
    const own = arn(n, 'acm', `certificate/${stableUuid(n)}`);
    return { ref: own, name: own, arn: own, attributes: { CertificateArn: own } };
  },
  'AWS::CloudFront::CachePolicy': cloudFrontId('cache-policy'),
  'AWS::CloudFront::Distribution': distribution,
  'AWS::CloudFront::Function': edgeFunction,
  'AWS::CloudFront::OriginAccessControl': cloudFrontId('origin-access-control'),
  'AWS::CloudFront::OriginRequestPolicy': cloudFrontId('origin-request-policy'),
  'AWS::CloudFront::ResponseHeadersPolicy': cloudFrontId('response-headers-policy'),
  'AWS::CloudTrail::Trail': byName('TrailName', 'cloudtrail', 'trail/'),
  'AWS::CloudWatch::Alarm': byName('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::CompositeAlarm': byName('AlarmName', 'cloudwatch', 'alarm:'),
  'AWS::CloudWatch::Dashboard': byName('DashboardName', 'cloudwatch', 'dashboard/'),
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Events::EventBus': (n) => {
    const name = named(n, 'Name');
    const own = arn(n, 'events', `event-bus/${name}`);
    return { ref: name, name, arn: own, attributes: { Arn: own, Name: name } };
  },
  'AWS::Events::Rule': rule,
  'AWS::IAM::ManagedPolicy': managedPolicy,
  'AWS::IAM::Policy': byName('PolicyName', 'iam', 'policy/'),
  'AWS::IAM::Role': role,
  'AWS::KMS::Alias': keyAlias,
  'AWS::KMS::Key': key,
  'AWS::Lambda::Alias': functionAlias,
  'AWS::Lambda::EventSourceMapping': byId(32, 'Id', (n, id) =>
    arn(n, 'lambda', `event-source-mapping:${id}`),
  ),
  'AWS::Lambda::Function': lambdaFunction,
  'AWS::Lambda::LayerVersion': byArn('LayerName', 'lambda', 'layer:'),
  'AWS::Lambda::Version': functionVersion,
  'AWS::Logs::LogGroup': logGroup,
  'AWS::S3::Bucket': bucket,
  'AWS::SES::ConfigurationSet': byName('Name', 'ses', 'configuration-set/'),
  'AWS::SES::EmailIdentity': emailIdentity,
  'AWS::SNS::Topic': topic,
  'AWS::SQS::Queue': queue,
  'AWS::SSM::Parameter': parameter,
  'AWS::Scheduler::Schedule': schedule,
  'AWS::Scheduler::ScheduleGroup': byName('Name', 'scheduler', 'schedule-group/'),
  'AWS::SecretsManager::Secret': secret,
  'AWS::StepFunctions::Activity': byArn('Name', 'states', 'activity:', 'Name'),
  'AWS::StepFunctions::StateMachine': byArn('StateMachineName', 'states', 'stateMachine:', 'Name'),
  'AWS::WAFv2::WebACL': webAcl,
};
