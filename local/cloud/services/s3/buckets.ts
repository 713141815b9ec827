import { loopbackOrigins } from '../../lambda/origins.ts';
import type { CloudParts } from '../../parts.ts';
import type { Resource } from '../../template/resource.ts';
import { noSuchBucket } from './s3-errors.ts';

export interface CorsRule {
  readonly AllowedOrigins: readonly string[];
  readonly AllowedMethods: readonly string[];
  readonly AllowedHeaders?: readonly string[];
  readonly ExposedHeaders?: readonly string[];
  readonly MaxAge?: number;
}

export interface Retention {
  readonly mode: 'GOVERNANCE' | 'COMPLIANCE';
  /** How long an object is kept when its upload says nothing else. */
  readonly milliseconds: number;
}

export interface Expiration {
  readonly prefix: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly days: number;
}

/** Where "Object Created" goes besides EventBridge. */
export interface Notification {
  readonly targetArn: string;
  readonly events: readonly string[];
  readonly prefix: string;
  readonly suffix: string;
}

/** A bucket of the template, as far as the laptop cloud acts on it. */
export interface Bucket {
  readonly name: string;
  readonly arn: string;
  readonly cors: readonly CorsRule[];
  /** KMS key that encrypts objects by default: its grants are asked as well. */
  readonly kmsKeyArn: string | undefined;
  readonly encryption: 'aws:kms' | 'AES256';
  readonly lockEnabled: boolean;
  readonly retention: Retention | undefined;
  readonly expirations: readonly Expiration[];
  readonly eventBridge: boolean;
  readonly notifications: readonly Notification[];
}

type Block = Readonly<Record<string, unknown>>;
const DAY_MILLISECONDS = 86_400_000;

/** Reads every bucket once, when first asked for. */
export function createBuckets(parts: CloudParts): { find(name: string): Bucket; all(): Bucket[] } {
  const known = new Map<string, Bucket>();
  const read = (resource: Resource) => {
    const bucket = known.get(resource.name) ?? readBucket(parts, resource);
    known.set(resource.name, bucket);
    return bucket;
  };
  const resources = () => parts.template.resources('AWS::S3::Bucket');
  return {
    all: () => resources().map(read),
    find(name) {
      const resource = resources().find((each) => each.name === name);
      if (resource === undefined) throw noSuchBucket();
      return read(resource);
    },
  };
}

function readBucket(parts: CloudParts, { name, arn, properties }: Resource): Bucket {
  const encryption = block(first(block(properties.BucketEncryption).ServerSideEncryptionConfiguration));
  const byDefault = block(encryption.ServerSideEncryptionByDefault);
  const key = byDefault.KMSMasterKeyID;
  const notifications = [block(properties.NotificationConfiguration), ...customNotifications(parts, name)];
  return {
    name,
    arn,
    cors: readCors(parts, list(block(properties.CorsConfiguration).CorsRules)),
    encryption: byDefault.SSEAlgorithm === 'aws:kms' ? 'aws:kms' : 'AES256',
    kmsKeyArn: typeof key === 'string' ? (parts.template.find('AWS::KMS::Key', key)?.arn ?? key) : undefined,
    lockEnabled: properties.ObjectLockEnabled === true,
    retention: readRetention(block(properties.ObjectLockConfiguration)),
    expirations: list(block(properties.LifecycleConfiguration).Rules).flatMap(readExpiration),
    eventBridge: notifications.some((each) => each.EventBridgeConfiguration !== undefined),
    notifications: notifications.flatMap(readNotifications),
  };
}

/** A rule for the deployed site lets in the origin that stands for it here. */
function readCors(parts: CloudParts, rules: readonly Block[]): CorsRule[] {
  const toLoopback = loopbackOrigins(parts.template, parts.publicUrl(), parts.gatewayUrl());
  return (rules as unknown as CorsRule[]).map((rule) => ({
    ...rule,
    AllowedOrigins: rule.AllowedOrigins.map(toLoopback),
  }));
}

/** CDK sets notifications through a custom resource; its properties say the same thing. */
function customNotifications(parts: CloudParts, name: string): Block[] {
  return parts.template
    .resources('Custom::S3BucketNotifications')
    .filter(({ properties }) => properties.BucketName === name)
    .map(({ properties }) => block(properties.NotificationConfiguration));
}

/** CloudFormation and the S3 API spell the lists differently. */
function readNotifications(configuration: Block): Notification[] {
  const targets: [string, string][] = [
    ['LambdaConfigurations', 'Function'],
    ['LambdaFunctionConfigurations', 'LambdaFunctionArn'],
    ['QueueConfigurations', 'Queue'],
    ['QueueConfigurations', 'QueueArn'],
    ['TopicConfigurations', 'Topic'],
    ['TopicConfigurations', 'TopicArn'],
  ];
  return targets.flatMap(([field, target]) =>
    list(configuration[field])
      .filter((each) => typeof each[target] === 'string')
      .map((each) => ({
        targetArn: String(each[target]),
        events: Array.isArray(each.Events) ? each.Events.map(String) : [String(each.Event)],
        ...filterOf(block(each.Filter)),
      })),
  );
}

function filterOf(filter: Block): { prefix: string; suffix: string } {
  const rules = list(block(filter.S3Key).Rules ?? block(filter.Key).FilterRules);
  const ruled = (name: string) =>
    String(rules.find((rule) => String(rule.Name).toLowerCase() === name)?.Value ?? '');
  return { prefix: ruled('prefix'), suffix: ruled('suffix') };
}

function readRetention(configuration: Block): Retention | undefined {
  const { Mode: mode, Days: days, Years: years } = block(block(configuration.Rule).DefaultRetention);
  if (mode !== 'GOVERNANCE' && mode !== 'COMPLIANCE') return undefined;
  return { mode, milliseconds: (Number(days ?? 0) + Number(years ?? 0) * 365) * DAY_MILLISECONDS };
}

function readExpiration(rule: Block): Expiration[] {
  const filter = block(rule.Filter);
  const both = block(filter.And);
  const days = Number(rule.ExpirationInDays ?? block(rule.Expiration).Days);
  if (rule.Status !== 'Enabled' || !Number.isFinite(days)) return [];
  const tags = [
    ...list(rule.TagFilters),
    ...list(both.TagFilters),
    ...(filter.TagFilter ? [block(filter.TagFilter)] : []),
  ];
  const prefix = String(rule.Prefix ?? filter.Prefix ?? both.Prefix ?? '');
  return [
    { prefix, days, tags: Object.fromEntries(tags.map((tag) => [String(tag.Key), String(tag.Value)])) },
  ];
}

function block(value: unknown): Block {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Block) : {};
}

function list(value: unknown): Block[] {
  return Array.isArray(value) ? value.map(block) : [];
}

function first(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}
