import { type CfnElement, Stack } from 'aws-cdk-lib';
import { Effect, type IRole, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import {
  type Authority,
  type BucketName,
  KEYS,
  type KeyName,
  type MachineName,
  TABLES,
  type Table as TableEntry,
  type TableName,
} from '../../lambdas/authorities.ts';
import { acknowledge } from '../checks.ts';
import { prefix } from '../names.ts';
import type { Stage } from '../stages.ts';
import type { Ground } from './ground.ts';
import { existing } from './holdings.ts';
import { acknowledgeTokenKeys, directTokenKeyGrants } from './token-key-grants.ts';

type Conditions = Record<string, Record<string, string | string[]>>;

/** The IAM statements of an authority: its actions on its resources, nothing else. */
export function authorityGrants(scope: Construct, authority: Authority, ground: Ground): PolicyStatement[] {
  return [
    ...tableGrants(authority, ground),
    ...keyGrants(authority, ground),
    ...directTokenKeyGrants(scope, authority, ground),
    ...bucketGrants(authority, ground),
    ...machineGrants(authority, ground),
    ...(authority.secrets ?? []).map((name) =>
      allow(['secretsmanager:GetSecretValue'], [ground.holdings.secrets[name].secretArn]),
    ),
    ...(authority.queues ?? []).map((name) =>
      allow(['sqs:SendMessage'], [existing(ground.holdings.queues, name).queueArn]),
    ),
    ...(authority.services ?? []).flatMap((service) => serviceGrants(scope, service, ground)),
  ];
}

/** The wildcards above that have no narrower form, each with its reason. */
export function acknowledgeGrants(role: IRole, authority: Authority, { stage, holdings }: Ground): void {
  acknowledgeTokenKeys(role, authority, stage);
  const broad = [
    ...(authority.services ?? []).filter((service) => service !== 'email'),
    ...Object.values(authority.machines ?? {})
      .flat()
      .filter((action) => action.startsWith('SendTask')),
  ];
  if (broad.length > 0) {
    acknowledge(role, { 'AwsSolutions-IAM5[Resource::*]': `IAM knows no resource for ${broad.join(', ')}.` });
  }
  for (const [name, actions] of entries<BucketName, readonly string[]>(authority.buckets ?? {})) {
    const bucket = findingName(existing(holdings.buckets, name), stage, name);
    for (const action of actions)
      acknowledge(role, {
        [`AwsSolutions-IAM5[Resource::${bucket}/${objectsFor(name, action)}]`]: `Objects of the bucket "${name}", whose names are made at run time.`,
      });
  }
}

/** How cdk-nag calls a bucket: by its logical id in its own stack, by its ARN where it was looked up by name. */
function findingName(bucket: IBucket, stage: Stage, name: BucketName): string {
  const { defaultChild } = bucket.node;
  if (defaultChild !== undefined) return `<${Stack.of(bucket).getLogicalId(defaultChild as CfnElement)}.Arn>`;
  const partition = stage.region === '' ? '<AWS::Partition>' : 'aws';
  const [account, region] = [stage.account || '<AWS::AccountId>', stage.region || '<AWS::Region>'];
  return `arn:${partition}:s3:::${prefix(stage, name)}-${account}-${region}`;
}

function tableGrants({ tables = {} }: Authority, { holdings }: Ground): PolicyStatement[] {
  return entries<TableName, readonly string[]>(tables).map(([name, actions]) => {
    const { tableArn } = holdings.tables[name];
    const indexes = Object.keys((TABLES[name] as TableEntry).index ?? {}).map(
      (index) => `${tableArn}/index/${index}`,
    );
    const resources = actions.includes('Query') ? [tableArn, ...indexes] : [tableArn];
    return allow(
      actions.map((action) => `dynamodb:${action}`),
      resources,
    );
  });
}

/** A key does one thing with one algorithm, and opens personal data only for the person named in the encryption context. */
function keyGrants({ keys = {} }: Authority, { holdings }: Ground): PolicyStatement[] {
  return entries<KeyName, readonly string[]>(keys).flatMap(([name, actions]) => {
    const resources = [holdings.keys[name].keyArn];
    const byCondition = Map.groupBy(actions, (action) => JSON.stringify(keyConditions(name, action)));
    return [...byCondition].map(([conditions, some]) =>
      allow(
        some.map((action) => `kms:${action}`),
        resources,
        JSON.parse(conditions),
      ),
    );
  });
}

/** The one algorithm that each kind of key signs with. */
const SIGNING_ALGORITHMS: Readonly<Record<string, string>> = {
  ECC_NIST_P256: 'ECDSA_SHA_256',
  ECC_NIST_P384: 'ECDSA_SHA_384',
  RSA_2048: 'RSASSA_PKCS1_V1_5_SHA_256',
};

function keyConditions(name: KeyName, action: string): Conditions {
  if (action === 'Sign') {
    return { StringEquals: { 'kms:SigningAlgorithm': existing(SIGNING_ALGORITHMS, KEYS[name].spec) } };
  }
  if (action.endsWith('Mac')) return { StringEquals: { 'kms:MacAlgorithm': 'HMAC_SHA_256' } };
  if (name === 'token-keys') return { StringEquals: { 'kms:EncryptionContext:purpose': 'token-signing' } };
  return name === 'personal-data' ? { Null: { 'kms:EncryptionContext:person': 'false' } } : {};
}

/** What a function may write of a bucket, where that is less than all: certificates of the authorities come from the ceremony. */
const WRITABLE: Readonly<Partial<Record<BucketName, string>>> = { trust: 'pki/crl/*' };

/** Objects; who reads needs the bucket's key to decrypt, who writes needs it to encrypt. */
function bucketGrants({ buckets = {} }: Authority, { holdings }: Ground): PolicyStatement[] {
  return entries<BucketName, readonly string[]>(buckets).flatMap(([name, actions]) => {
    const bucket = existing(holdings.buckets, name);
    const keyActions = [
      ...(actions.includes('GetObject') ? ['kms:Decrypt'] : []),
      ...(actions.includes('PutObject') ? ['kms:GenerateDataKey'] : []),
    ];
    return [
      ...objectGrants(name, bucket, actions),
      // Without it S3 says of an object that is not there yet that it is forbidden; what is in here is public.
      ...(name === 'trust' || name === 'published' ? [allow(['s3:ListBucket'], [bucket.bucketArn])] : []),
      ...(bucket.encryptionKey && keyActions.length > 0
        ? [allow(keyActions, [bucket.encryptionKey.keyArn])]
        : []),
    ];
  });
}

function objectGrants(name: BucketName, bucket: IBucket, actions: readonly string[]): PolicyStatement[] {
  return [...Map.groupBy(actions, (action) => objectsFor(name, action))].map(([pattern, some]) =>
    allow(
      some.map((action) => `s3:${action}`),
      [bucket.arnForObjects(pattern)],
    ),
  );
}

const objectsFor = (name: BucketName, action: string) =>
  action === 'GetObject' ? '*' : (WRITABLE[name] ?? '*');

/** A task token is its own capability: IAM knows no resource for answering one. */
function machineGrants({ machines = {} }: Authority, { holdings }: Ground): PolicyStatement[] {
  return entries<MachineName, readonly string[]>(machines).flatMap(([name, actions]) => {
    const answers = actions.filter((action) => action.startsWith('SendTask'));
    const others = actions.filter((action) => !answers.includes(action));
    return [
      ...(answers.length > 0 ? [allow(answers.map(stateAction), ['*'])] : []),
      ...(others.length > 0 ? [allow(others.map(stateAction), [existing(holdings.machines, name)])] : []),
    ];
  });
}

const stateAction = (action: string) => `states:${action}`;

function serviceGrants(
  scope: Construct,
  service: NonNullable<Authority['services']>[number],
  { stage }: Ground,
): PolicyStatement[] {
  if (service === 'sms') return smsGrants();
  if (service === 'email') {
    const identity = Stack.of(scope).formatArn({
      service: 'ses',
      resource: 'identity',
      resourceName: stage.mail.identity,
    });
    return [allow(['ses:SendEmail'], [identity])];
  }
  // Textract and Rekognition take pictures as bytes: there is no resource to name.
  return [allow([service], ['*'])];
}

/** SNS has no resource for a phone number: everything is allowed except publishing to a topic. */
function smsGrants(): PolicyStatement[] {
  return [
    allow(['sns:Publish'], ['*']),
    new PolicyStatement({ effect: Effect.DENY, actions: ['sns:Publish'], resources: ['arn:aws:sns:*:*:*'] }),
  ];
}

function allow(actions: string[], resources: string[], conditions: Conditions = {}): PolicyStatement {
  return new PolicyStatement({ actions, resources, conditions });
}

function entries<Name extends string, Value>(
  record: Readonly<Partial<Record<Name, Value>>>,
): [Name, Value][] {
  return Object.entries(record) as [Name, Value][];
}
