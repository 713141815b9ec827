import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { DescribeExecutionCommand, SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { createPresignedPost } from '@aws-sdk/s3-presigned-post';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../../../../local/cloud/cloud.ts';
import { services } from '../../../../local/cloud/services/index.ts';

/** The services behind the real gateway: a template whose roles may do some things and not others. */
const role = (service: string, ...Statement: object[]) => ({
  Type: 'AWS::IAM::Role',
  Properties: {
    AssumeRolePolicyDocument: {
      Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }],
    },
    Policies:
      Statement.length === 0
        ? []
        : [{ PolicyName: 'own', PolicyDocument: { Version: '2012-10-17', Statement } }],
  },
});
const allow = (Action: string | string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
const inline = (Role: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: arn(Role),
    Code: {
      ZipFile:
        'exports.handler = async () => ({ accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY });',
    },
  },
});
const keyPolicy = {
  Statement: [
    {
      Effect: 'Allow',
      Principal: { AWS: { 'Fn::Join': ['', ['arn:aws:iam::', { Ref: 'AWS::AccountId' }, ':root']] } },
      Action: 'kms:*',
      Resource: '*',
    },
  ],
};
const machine = {
  QueryLanguage: 'JSONata',
  StartAt: 'Keep',
  States: {
    Keep: {
      Type: 'Task',
      Resource: 'arn:aws:states:::dynamodb:putItem',
      Arguments: { TableName: 'cases', Item: { id: { S: '{% $states.input.id %}' } } },
      Next: 'Peek',
    },
    Peek: {
      Type: 'Task',
      Resource: 'arn:aws:states:::aws-sdk:dynamodb:deleteItem',
      Arguments: { TableName: 'cases', Key: { id: { S: '7' } } },
      Catch: [
        {
          ErrorEquals: ['DynamoDb.AccessDeniedException'],
          Output: '{% $states.errorOutput.Cause %}',
          Next: 'Refused',
        },
      ],
      Next: 'Refused',
    },
    Refused: { Type: 'Succeed' },
  },
};
const resources = {
  Cases: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'cases',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
    },
  },
  MachineRole: role('states.amazonaws.com', allow('dynamodb:PutItem', arn('Cases'))),
  Machine: {
    Type: 'AWS::StepFunctions::StateMachine',
    Properties: { RoleArn: arn('MachineRole'), DefinitionString: JSON.stringify(machine) },
  },
  EvidenceKey: { Type: 'AWS::KMS::Key', Properties: { KeyPolicy: keyPolicy } },
  TokenKey: {
    Type: 'AWS::KMS::Key',
    Properties: { KeyPolicy: keyPolicy, KeySpec: 'ECC_NIST_P256', KeyUsage: 'SIGN_VERIFY' },
  },
  Evidence: {
    Type: 'AWS::S3::Bucket',
    Properties: {
      BucketName: 'evidence',
      BucketEncryption: {
        ServerSideEncryptionConfiguration: [
          { ServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: arn('EvidenceKey') } },
        ],
      },
      NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
    },
  },
  IntakeRole: role(
    'lambda.amazonaws.com',
    allow('s3:PutObject', 'arn:aws:s3:::evidence/uploads/*'),
    allow('kms:GenerateDataKey', arn('EvidenceKey')),
  ),
  Intake: inline('IntakeRole'),
  KeylessRole: role('lambda.amazonaws.com', allow('s3:*', '*')),
  Keyless: inline('KeylessRole'),
  Inbox: { Type: 'AWS::SQS::Queue', Properties: { QueueName: 'inbox' } },
  Uploaded: {
    Type: 'AWS::Events::Rule',
    Properties: {
      EventPattern: {
        source: ['aws.s3'],
        'detail-type': ['Object Created'],
        detail: { bucket: { name: ['evidence'] } },
      },
      Targets: [{ Id: '1', Arn: arn('Inbox'), InputPath: '$.detail.object.key' }],
    },
  },
};

const folder = mkdtempSync(join(tmpdir(), 'in-the-cloud-'));
let cloud: Cloud;
beforeAll(async () => {
  const artifact = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { Test: artifact } }));
  writeFileSync(join(folder, 'Test.template.json'), JSON.stringify({ Resources: resources }));
  const options = { publicPort: 0, gatewayPort: 0, services, log: () => {}, warn: () => {} };
  cloud = await startCloud({ ...options, assembly: folder, data: join(folder, 'data') });
});
afterAll(async () => {
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Credentials = { accessKeyId: string; secretAccessKey: string };
const settings = (credentials: Credentials) => ({
  endpoint: cloud.gatewayUrl,
  region: cloud.template.region,
  maxAttempts: 1,
  credentials,
  requestChecksumCalculation: 'WHEN_REQUIRED' as const,
});
/** The keys a function works with. */
async function keysOf(id: string): Promise<Credentials> {
  const { name } = cloud.template.find('AWS::Lambda::Function', id) ?? {};
  return (await cloud.invoke(name ?? '', {})).payload as Credentials;
}

describe('a state machine', () => {
  it('A9: may do what its role may, and is refused the rest by name', async () => {
    const sfn = new SFNClient(settings(cloud.credentials));
    const stateMachineArn = cloud.template.resources('AWS::StepFunctions::StateMachine')[0]?.arn;
    const { executionArn } = await sfn.send(
      new StartExecutionCommand({ stateMachineArn, input: '{"id":"7"}' }),
    );
    const described = () => sfn.send(new DescribeExecutionCommand({ executionArn }));
    await expect.poll(async () => (await described()).status).toBe('SUCCEEDED');
    expect((await described()).output).toContain('is not authorized to perform: dynamodb:DeleteItem');
    const dynamodb = new DynamoDBClient(settings(cloud.credentials));
    const { Item } = await dynamodb.send(new GetItemCommand({ TableName: 'cases', Key: { id: { S: '7' } } }));
    expect(Item).toEqual({ id: { S: '7' } });
  });
});

describe('a browser with a signed request', () => {
  async function post(signer: string, Key: string) {
    const client = new S3Client(settings(await keysOf(signer)));
    const { url, fields } = await createPresignedPost(client, { Bucket: 'evidence', Key, Expires: 60 });
    const form = new FormData();
    for (const [name, value] of Object.entries(fields)) form.set(name, value);
    form.append('file', new Blob(['picture']));
    return fetch(url, { method: 'POST', body: form });
  }

  it('A7: a form uploads what its signer may write, and the upload is told through EventBridge', async () => {
    expect((await post('Intake', 'uploads/7/front')).status).toBe(204);
    const sqs = new SQSClient(settings(cloud.credentials));
    const QueueUrl = cloud.template.find('AWS::SQS::Queue', 'inbox')?.physicalId;
    const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 5 }));
    expect(Messages?.map(({ Body }) => Body)).toEqual(['"uploads/7/front"']);
  });

  it('A7: a signature gives no more than the signer has: another prefix, or no right on the key, is refused', async () => {
    for (const [signer, key] of [
      ['Intake', 'elsewhere/front'],
      ['Keyless', 'uploads/7/back'],
    ] as const) {
      const answer = await post(signer, key);
      expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('AccessDenied')]);
    }
  });

  it('A7: presigned URLs obey the same grants', async () => {
    const client = new S3Client(settings(await keysOf('Intake')));
    const put = await getSignedUrl(
      client,
      new PutObjectCommand({ Bucket: 'evidence', Key: 'uploads/8/front' }),
    );
    expect((await fetch(put, { method: 'PUT', body: 'picture' })).status).toBe(200);
    const get = await getSignedUrl(
      client,
      new GetObjectCommand({ Bucket: 'evidence', Key: 'uploads/8/front' }),
    );
    expect((await fetch(get)).status).toBe(403);
    const forged = put.replace('uploads/8', 'uploads/9');
    expect((await fetch(forged, { method: 'PUT', body: 'x' })).status).toBe(403);
  });
});

describe('a function', () => {
  it('X1: cannot sign with a key its role does not name', async () => {
    const kms = new KMSClient(settings(await keysOf('Keyless')));
    const KeyId = cloud.template.find('AWS::KMS::Key', 'TokenKey')?.physicalId;
    const sign = new SignCommand({ KeyId, SigningAlgorithm: 'ECDSA_SHA_256', Message: Buffer.from('x') });
    await expect(kms.send(sign)).rejects.toMatchObject({ name: 'AccessDeniedException' });
  });

  it('X1: learns its own name from STS without any grant', async () => {
    const sts = new STSClient(settings(await keysOf('Intake')));
    expect((await sts.send(new GetCallerIdentityCommand({}))).Arn).toContain('assumed-role/');
  });
});
