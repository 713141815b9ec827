/** What a Task state's `Resource` asks for. */
export interface TaskResource {
  /** Name of the service in the laptop cloud (its IAM prefix). */
  readonly service: string;
  /** Operation as the service's API spells it: `GetItem`. */
  readonly operation: string;
  /** First half of the error names this integration produces: `DynamoDB.…`. */
  readonly errorPrefix: string;
  /** Optimised integrations take JSON where the API takes a string, and unwrap Lambda's payload. */
  readonly optimised: boolean;
  readonly waitsForToken: boolean;
  /** Set when `Resource` is a function's ARN: its input are the arguments, its result the payload. */
  readonly functionArn?: string;
}

/** Optimised integrations and their error prefix. */
const OPTIMISED: Readonly<
  Record<string, { service: string; prefix: string; operations: readonly string[] }>
> = {
  lambda: { service: 'lambda', prefix: 'Lambda', operations: ['invoke'] },
  dynamodb: {
    service: 'dynamodb',
    prefix: 'DynamoDB',
    operations: ['getItem', 'putItem', 'updateItem', 'deleteItem'],
  },
  sqs: { service: 'sqs', prefix: 'SQS', operations: ['sendMessage'] },
  sns: { service: 'sns', prefix: 'SNS', operations: ['publish'] },
  events: { service: 'events', prefix: 'EventBridge', operations: ['putEvents'] },
  states: { service: 'states', prefix: 'StepFunctions', operations: ['startExecution'] },
};

/** `aws-sdk:` integrations: SDK name → service of the laptop cloud and the documented error prefix. */
const SDK: Readonly<Record<string, { service: string; prefix: string }>> = {
  cloudwatch: { service: 'cloudwatch', prefix: 'CloudWatch' },
  cloudwatchlogs: { service: 'logs', prefix: 'CloudWatchLogs' },
  dynamodb: { service: 'dynamodb', prefix: 'DynamoDb' },
  eventbridge: { service: 'events', prefix: 'EventBridge' },
  kms: { service: 'kms', prefix: 'Kms' },
  lambda: { service: 'lambda', prefix: 'Lambda' },
  rekognition: { service: 'rekognition', prefix: 'Rekognition' },
  s3: { service: 's3', prefix: 'S3' },
  scheduler: { service: 'scheduler', prefix: 'Scheduler' },
  secretsmanager: { service: 'secretsmanager', prefix: 'SecretsManager' },
  sesv2: { service: 'ses', prefix: 'SesV2' },
  sfn: { service: 'states', prefix: 'Sfn' },
  sns: { service: 'sns', prefix: 'Sns' },
  sqs: { service: 'sqs', prefix: 'Sqs' },
  ssm: { service: 'ssm', prefix: 'Ssm' },
  sts: { service: 'sts', prefix: 'Sts' },
  textract: { service: 'textract', prefix: 'Textract' },
};

const FUNCTION_ARN = /^arn:[^:]+:lambda:[^:]*:[^:]*:function:.+$/;
const INTEGRATION = /^arn:[^:]+:states:::(?:(aws-sdk):)?([a-z0-9]+):([a-zA-Z0-9]+)(\.[a-zA-Z:0-9]+)?$/;
const TOKEN_SUFFIX = '.waitForTaskToken';

/** Reads a `Resource`; `undefined` when the laptop cloud has no such integration. */
export function parseResource(resource: string): TaskResource | undefined {
  if (FUNCTION_ARN.test(resource)) {
    const names = { service: 'lambda', operation: 'Invoke', errorPrefix: 'Lambda' };
    return { ...names, optimised: true, waitsForToken: false, functionArn: resource };
  }
  const [, sdk, name = '', operation = '', suffix] = INTEGRATION.exec(resource) ?? [];
  if (suffix !== undefined && suffix !== TOKEN_SUFFIX) return undefined;
  const known = sdk === undefined ? OPTIMISED[name] : SDK[name];
  if (known === undefined) return undefined;
  if ('operations' in known && !(known.operations as readonly string[]).includes(operation)) return undefined;
  return {
    service: known.service,
    operation: operation.charAt(0).toUpperCase() + operation.slice(1),
    errorPrefix: known.prefix,
    optimised: sdk === undefined,
    waitsForToken: suffix === TOKEN_SUFFIX,
  };
}

/** The sentence about a `Resource` that cannot run here; empty when it can. */
export function resourceFault(resource: string, at: string): string[] {
  if (parseResource(resource) !== undefined) return [];
  return [`${at}/Resource "${resource}" is no integration of the laptop cloud.`];
}
