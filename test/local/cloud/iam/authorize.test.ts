import { describe, expect, it } from 'vitest';
import { createIam } from '../../../../local/cloud/iam/authorize.ts';
import type { Resource, Template } from '../../../../local/cloud/template/resource.ts';

const ACCOUNT = '111122223333';
const ROOT = `arn:aws:iam::${ACCOUNT}:root`;
const ROLE = `arn:aws:iam::${ACCOUNT}:role/signer`;
const KEY = `arn:aws:kms:eu-west-3:${ACCOUNT}:key/one`;
const TABLE = `arn:aws:dynamodb:eu-west-3:${ACCOUNT}:table/items`;

interface Given {
  /** Statements of the role's policy. */
  readonly identity?: readonly object[];
  readonly keyPolicy?: readonly object[];
  readonly bucketPolicy?: readonly object[];
}

function iamOf({ identity = [], keyPolicy, bucketPolicy = [] }: Given) {
  const resource = (type: string, name: string, arn: string, properties: object): Resource => ({
    stack: 'S',
    logicalId: name,
    type,
    physicalId: name,
    name,
    arn,
    region: 'eu-west-3',
    properties: properties as Record<string, unknown>,
    metadata: {},
    attribute: () => arn,
  });
  const all = [
    resource('AWS::IAM::Role', 'signer', ROLE, {}),
    resource('AWS::IAM::Policy', 'policy', 'p', {
      Roles: ['signer'],
      PolicyDocument: { Statement: identity },
    }),
    resource(
      'AWS::KMS::Key',
      'one',
      KEY,
      keyPolicy === undefined ? {} : { KeyPolicy: { Statement: keyPolicy } },
    ),
    resource('AWS::S3::BucketPolicy', 'bp', 'bp', { PolicyDocument: { Statement: bucketPolicy } }),
  ];
  const template: Template = {
    account: ACCOUNT,
    region: 'eu-west-3',
    resources: (type) => all.filter((each) => each.type === type),
    all: () => all,
    find: () => undefined,
    assetPath: () => '',
    output: () => undefined,
  };
  const warnings: string[] = [];
  const iam = createIam(template, (line) => warnings.push(line));
  const allows = (action: string, target: string, keys: Record<string, string[]> = {}) => {
    try {
      iam.authorize({ arn: ROLE, session: 'fn' }, action, target, () => keys);
      return true;
    } catch {
      return false;
    }
  };
  return { iam, allows, warnings };
}

const allow = (Action: unknown, Resource: unknown, rest: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  ...rest,
});

describe('IAM', () => {
  it('X1: without a grant the answer is the sentence AWS gives', () => {
    const { iam } = iamOf({});
    expect(() => iam.authorize({ arn: ROLE, session: 'fn' }, 'kms:Sign', KEY)).toThrow(
      `User: arn:aws:sts::${ACCOUNT}:assumed-role/signer/fn is not authorized to perform: kms:Sign on resource: ${KEY} because no identity-based policy allows the kms:Sign action`,
    );
  });

  it('X1: root may do anything', () => {
    const { iam } = iamOf({});
    expect(() => iam.authorize({ arn: ROOT }, 'kms:Sign', KEY)).not.toThrow();
  });

  it('X1: actions match by wildcard and without case, resources by wildcard and with case', () => {
    const { allows } = iamOf({ identity: [allow(['dynamodb:get*', 'dynamodb:Put?tem'], `${TABLE}*`)] });
    expect(allows('dynamodb:GetItem', TABLE)).toBe(true);
    expect(allows('dynamodb:PutItem', `${TABLE}/index/by-x`)).toBe(true);
    expect(allows('dynamodb:DeleteItem', TABLE)).toBe(false);
    expect(allows('dynamodb:GetItem', TABLE.toUpperCase())).toBe(false);
  });

  it('X1: NotAction and NotResource name what is left out', () => {
    const { allows } = iamOf({
      identity: [{ Effect: 'Allow', NotAction: 'dynamodb:Delete*', NotResource: `${TABLE}2` }],
    });
    expect(allows('dynamodb:GetItem', TABLE)).toBe(true);
    expect(allows('dynamodb:DeleteItem', TABLE)).toBe(false);
    expect(allows('dynamodb:GetItem', `${TABLE}2`)).toBe(false);
  });

  it('X1: an explicit deny wins over any allow', () => {
    const deny = { Effect: 'Deny', Action: 'dynamodb:PutItem', Resource: '*' };
    const { allows, iam } = iamOf({ identity: [allow('*', '*'), deny] });
    expect(allows('dynamodb:GetItem', TABLE)).toBe(true);
    expect(() => iam.authorize({ arn: ROLE }, 'dynamodb:PutItem', TABLE)).toThrow(
      /explicit deny in an identity-based policy/,
    );
  });

  it.each<[string, object, Record<string, string[]>, boolean]>([
    [
      'StringEquals fits',
      { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
      { 'kms:signingalgorithm': ['ECDSA_SHA_256'] },
      true,
    ],
    [
      'StringEquals differs',
      { StringEquals: { 'kms:SigningAlgorithm': 'ECDSA_SHA_256' } },
      { 'kms:signingalgorithm': ['RSA'] },
      false,
    ],
    ['StringEquals of a missing key', { StringEquals: { 'kms:SigningAlgorithm': 'x' } }, {}, false],
    ['StringEqualsIfExists of a missing key', { StringEqualsIfExists: { a: 'x' } }, {}, true],
    ['StringNotEquals of a missing key', { StringNotEquals: { a: 'x' } }, {}, true],
    ['StringNotEquals of that value', { StringNotEquals: { a: ['x', 'y'] } }, { a: ['y'] }, false],
    ['StringLike', { StringLike: { a: 'x*' } }, { a: ['xyz'] }, true],
    ['ArnLike', { ArnLike: { a: 'arn:aws:s3:::b*' } }, { a: ['arn:aws:s3:::bucket'] }, true],
    ['Bool', { Bool: { 'aws:SecureTransport': 'true' } }, { 'aws:securetransport': ['true'] }, true],
    ['Null true of a missing key', { Null: { a: 'true' } }, {}, true],
    ['Null false of a missing key', { Null: { a: 'false' } }, {}, false],
    ['NumericLessThan', { NumericLessThan: { a: '3' } }, { a: ['4'] }, false],
    [
      'ForAllValues with a stranger',
      { 'ForAllValues:StringEquals': { a: ['x', 'y'] } },
      { a: ['x', 'z'] },
      false,
    ],
    [
      'ForAnyValue with one friend',
      { 'ForAnyValue:StringEquals': { a: ['x', 'y'] } },
      { a: ['z', 'x'] },
      true,
    ],
    [
      'two conditions, one failing',
      { StringEquals: { a: 'x' }, Bool: { b: 'true' } },
      { a: ['x'], b: ['false'] },
      false,
    ],
  ])('X1: condition: %s', (_, Condition, keys, expected) => {
    const { allows } = iamOf({ identity: [allow('sqs:*', '*', { Condition })] });
    expect(allows('sqs:SendMessage', 'arn:aws:sqs:eu-west-3:1:q', keys)).toBe(expected);
  });

  it('X1: an unknown condition operator refuses and says so', () => {
    const { allows, warnings } = iamOf({
      identity: [allow('sqs:*', '*', { Condition: { IpAddress: { 'aws:SourceIp': '10.0.0.0/8' } } })],
    });
    expect(allows('sqs:SendMessage', 'arn:aws:sqs:eu-west-3:1:q')).toBe(false);
    expect(warnings.join()).toMatch(/IpAddress is not known/);
  });

  it('X1: a key whose policy does not hand over to IAM is out of reach of IAM', () => {
    const identity = [allow('kms:Sign', KEY)];
    const elsewhere = [
      { Effect: 'Allow', Principal: { AWS: 'arn:aws:iam::1:role/x' }, Action: 'kms:*', Resource: '*' },
    ];
    const delegating = [{ Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' }];
    expect(iamOf({ identity }).allows('kms:Sign', KEY)).toBe(true);
    expect(iamOf({ identity, keyPolicy: delegating }).allows('kms:Sign', KEY)).toBe(true);
    expect(iamOf({ identity, keyPolicy: elsewhere }).allows('kms:Sign', KEY)).toBe(false);
  });

  it('X1: a key policy may deny what IAM allows, and allow by itself', () => {
    const delegating = { Effect: 'Allow', Principal: { AWS: ROOT }, Action: 'kms:*', Resource: '*' };
    const denying = {
      Effect: 'Deny',
      Principal: { AWS: '*' },
      Action: 'kms:Sign',
      Resource: '*',
      Condition: { StringNotEquals: { 'aws:PrincipalArn': 'arn:aws:iam::1:role/token' } },
    };
    const identity = [allow('kms:Sign', KEY)];
    const { allows } = iamOf({ identity, keyPolicy: [delegating, denying] });
    expect(allows('kms:Sign', KEY, { 'aws:principalarn': [ROLE] })).toBe(false);
    const direct = { Effect: 'Allow', Principal: { AWS: ROLE }, Action: 'kms:Sign', Resource: '*' };
    expect(iamOf({ keyPolicy: [direct] }).allows('kms:Sign', KEY)).toBe(true);
  });

  it('X1: the usual "TLS only" bucket policy lets loopback calls through and grants nothing', () => {
    const bucketPolicy = [
      {
        Effect: 'Deny',
        Principal: { AWS: '*' },
        Action: 's3:*',
        Resource: ['arn:aws:s3:::b', 'arn:aws:s3:::b/*'],
        Condition: { Bool: { 'aws:SecureTransport': 'false' } },
      },
    ];
    const secure = { 'aws:securetransport': ['true'] };
    expect(iamOf({ bucketPolicy }).allows('s3:GetObject', 'arn:aws:s3:::b/k', secure)).toBe(false);
    const identity = [allow('s3:GetObject', 'arn:aws:s3:::b/*')];
    expect(iamOf({ bucketPolicy, identity }).allows('s3:GetObject', 'arn:aws:s3:::b/k', secure)).toBe(true);
  });
});
