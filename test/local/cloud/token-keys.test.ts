import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateKeyCommand,
  GenerateDataKeyPairWithoutPlaintextCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListResourceTagsCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  TagResourceCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { services } from '../../../local/cloud/services/index.ts';

/** KMS keys made at run time and known by a tag, with the grants of lib/constructs/token-key-grants.ts. */
const TAG = 'guichet:signing-keys';
const ANY_KEY = {
  'Fn::Join': ['', ['arn:aws:kms:', { Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':key/*']],
};
const allow = (Action: string[], Resource: unknown, Condition: object = {}) => ({
  Effect: 'Allow',
  Action,
  Resource,
  Condition,
});
const role = (...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [
        { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' },
      ],
    },
    Policies: [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const CODE =
  'exports.handler = async () => ({ accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY });';
const lambda = (FunctionName: string, Role: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName,
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: { 'Fn::GetAtt': [Role, 'Arn'] },
    Code: { ZipFile: CODE },
  },
});
const own = { [`aws:ResourceTag/${TAG}`]: 'table' };
const resources = {
  Authority: {
    Type: 'AWS::KMS::Key',
    Properties: {
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      Tags: [{ Key: 'service', Value: 'guichet' }],
    },
  },
  Wrapping: { Type: 'AWS::KMS::Key', Properties: {} },
  KeeperRole: role(
    allow(['kms:CreateKey'], '*', {
      StringEquals: { [`aws:RequestTag/${TAG}`]: 'table', 'kms:KeySpec': 'ECC_NIST_P256' },
    }),
    allow(['kms:TagResource'], ANY_KEY, {
      StringEquals: { [`aws:RequestTag/${TAG}`]: 'table' },
      Null: { 'aws:ResourceTag/service': 'true' },
    }),
    allow(['kms:GetPublicKey', 'kms:ListResourceTags'], ANY_KEY),
    allow(['kms:ScheduleKeyDeletion'], ANY_KEY, { StringEquals: own }),
    allow(
      ['kms:GenerateDataKeyPairWithoutPlaintext'],
      { 'Fn::GetAtt': ['Wrapping', 'Arn'] },
      {
        StringEquals: { 'kms:EncryptionContext:purpose': 'token-signing' },
      },
    ),
  ),
  Keeper: lambda('keeper', 'KeeperRole'),
  TokenRole: role(allow(['kms:Sign'], ANY_KEY, { StringEquals: own })),
  Token: lambda('token', 'TokenRole'),
};

const folder = mkdtempSync(join(tmpdir(), 'token-keys-'));
let cloud: Cloud;
let keeper: KMSClient;
let token: KMSClient;
beforeAll(async () => {
  const artifact = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { Test: artifact } }));
  writeFileSync(join(folder, 'Test.template.json'), JSON.stringify({ Resources: resources }));
  const options = { publicPort: 0, gatewayPort: 0, services, log: () => {}, warn: () => {} };
  cloud = await startCloud({ ...options, assembly: folder, data: join(folder, 'data') });
  [keeper, token] = await Promise.all([clientOf('keeper'), clientOf('token')]);
});
afterAll(async () => {
  for (const client of [keeper, token]) client?.destroy();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function clientOf(name: string): Promise<KMSClient> {
  const credentials = (await cloud.invoke(name, {})).payload as {
    accessKeyId: string;
    secretAccessKey: string;
  };
  return new KMSClient({
    endpoint: cloud.gatewayUrl,
    region: cloud.template.region,
    maxAttempts: 1,
    credentials,
  });
}

const tagged = [{ TagKey: TAG, TagValue: 'table' }];
const make = (more: object = {}) =>
  keeper.send(
    new CreateKeyCommand({ KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY', Tags: tagged, ...more }),
  );
const sign = (KeyId: string) =>
  token.send(
    new SignCommand({
      KeyId,
      Message: Buffer.alloc(32),
      MessageType: 'DIGEST',
      SigningAlgorithm: 'ECDSA_SHA_256',
    }),
  );
const DENIED = { name: 'AccessDeniedException' };

describe('KMS keys that are known by a tag', () => {
  it('X3: a key is made with its tag, which says who may use it and who may have it deleted', async () => {
    const { KeyMetadata } = await make();
    const KeyId = KeyMetadata?.Arn ?? '';
    expect((await keeper.send(new ListResourceTagsCommand({ KeyId }))).Tags).toEqual(tagged);
    expect((await keeper.send(new GetPublicKeyCommand({ KeyId }))).KeySpec).toBe('ECC_NIST_P256');
    expect((await sign(KeyId)).Signature?.length).toBeGreaterThan(60);
    await keeper.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    await expect(sign(KeyId)).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
  });

  it('X3: without the tag, with that of another table or of another spec, none is made', async () => {
    await expect(make({ Tags: undefined })).rejects.toMatchObject(DENIED);
    await expect(make({ Tags: [{ TagKey: TAG, TagValue: 'other' }] })).rejects.toMatchObject(DENIED);
    await expect(make({ KeySpec: 'ECC_NIST_P384' })).rejects.toMatchObject(DENIED);
  });

  it('X3: a key of the template is neither used by the tag nor given it', async () => {
    const KeyId = cloud.template.find('AWS::KMS::Key', 'Authority')?.arn ?? '';
    await expect(sign(KeyId)).rejects.toMatchObject(DENIED);
    await expect(keeper.send(new TagResourceCommand({ KeyId, Tags: tagged }))).rejects.toMatchObject(DENIED);
    await expect(
      keeper.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 })),
    ).rejects.toMatchObject(DENIED);
  });

  it('X3: a pair is wrapped for the purpose that the grant names, and for no other', async () => {
    const KeyId = cloud.template.find('AWS::KMS::Key', 'Wrapping')?.arn ?? '';
    const pair = (purpose: string) =>
      keeper.send(
        new GenerateDataKeyPairWithoutPlaintextCommand({
          KeyId,
          KeyPairSpec: 'ECC_NIST_P256',
          EncryptionContext: { purpose },
        }),
      );
    const made = await pair('token-signing');
    expect(Object.keys(made)).not.toContain('PrivateKeyPlaintext');
    expect(made.PrivateKeyCiphertextBlob?.length).toBeGreaterThan(100);
    await expect(pair('anything')).rejects.toMatchObject(DENIED);
  });
});
