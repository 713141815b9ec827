import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, DynamoDBClient, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Cloud, startCloud } from '../../../local/cloud/cloud.ts';
import { services } from '../../../local/cloud/services/index.ts';
import { eventually } from './fixture/cloud.ts';

/** What a certification authority needs of the cloud: a published bucket, conditional writes, one stream with two readers. */
const arn = (id: string) => ({ 'Fn::GetAtt': [id, 'Arn'] });
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
const allow = (Action: string[], Resource: unknown) => ({ Effect: 'Allow', Action, Resource });
const lambda = (Role: string, code: string) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    FunctionName: Role.replace('Role', '').toLowerCase(),
    Runtime: 'nodejs24.x',
    Handler: 'index.handler',
    Role: arn(Role),
    Code: { ZipFile: code },
  },
});
const TELL_KEYS =
  'exports.handler = async () => ({ accessKeyId: process.env.AWS_ACCESS_KEY_ID, secretAccessKey: process.env.AWS_SECRET_ACCESS_KEY });';
const TELL_RECORDS =
  'exports.handler = async ({ Records }) => { for (const r of Records) console.log(JSON.stringify([r.eventName, r.dynamodb.Keys.id.S, r.dynamodb.NewImage?.kind?.S ?? null])); return { batchItemFailures: [] }; };';
const follow = (FunctionName: string) => ({
  Type: 'AWS::Lambda::EventSourceMapping',
  Properties: {
    FunctionName: { Ref: FunctionName },
    EventSourceArn: { 'Fn::GetAtt': ['Entries', 'StreamArn'] },
    StartingPosition: 'TRIM_HORIZON',
    FunctionResponseTypes: ['ReportBatchItemFailures'],
  },
});
const followRole = () =>
  role(
    allow(['dynamodb:DescribeStream', 'dynamodb:GetRecords', 'dynamodb:GetShardIterator'], {
      'Fn::GetAtt': ['Entries', 'StreamArn'],
    }),
  );
const origin = (Id: string, bucket: string) => ({
  Id,
  DomainName: { 'Fn::GetAtt': [bucket, 'RegionalDomainName'] },
  S3OriginConfig: { OriginAccessIdentity: '' },
});
const DISABLED = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
const behaviour = (TargetOriginId: string, more: object = {}) => ({
  TargetOriginId,
  ViewerProtocolPolicy: 'allow-all',
  CachePolicyId: DISABLED,
  ...more,
});
const resources = {
  Web: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'web' } },
  Trust: { Type: 'AWS::S3::Bucket', Properties: { BucketName: 'trust' } },
  Site: {
    Type: 'AWS::CloudFront::Distribution',
    Properties: {
      DistributionConfig: {
        Enabled: true,
        Origins: [origin('web', 'Web'), origin('trust', 'Trust')],
        DefaultCacheBehavior: behaviour('web'),
        CacheBehaviors: [behaviour('trust', { PathPattern: '/pki/*' })],
      },
    },
  },
  PublisherRole: role(
    allow(['s3:GetObject'], 'arn:aws:s3:::trust/*'),
    allow(['s3:PutObject'], 'arn:aws:s3:::trust/pki/crl/*'),
    allow(['s3:ListBucket'], 'arn:aws:s3:::trust'),
  ),
  Publisher: lambda('PublisherRole', TELL_KEYS),
  WriterRole: role(allow(['s3:PutObject'], 'arn:aws:s3:::trust/*')),
  Writer: lambda('WriterRole', TELL_KEYS),
  Entries: {
    Type: 'AWS::DynamoDB::Table',
    Properties: {
      TableName: 'entries',
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    },
  },
  ListsRole: followRole(),
  Lists: lambda('ListsRole', TELL_RECORDS),
  ListsSource: follow('Lists'),
  DeskRole: followRole(),
  Desk: lambda('DeskRole', TELL_RECORDS),
  DeskSource: follow('Desk'),
};

const folder = mkdtempSync(join(tmpdir(), 'published-'));
let cloud: Cloud;
let publisher: S3Client;
beforeAll(async () => {
  const artifact = { type: 'aws:cloudformation:stack', properties: { templateFile: 'Test.template.json' } };
  writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { Test: artifact } }));
  writeFileSync(join(folder, 'Test.template.json'), JSON.stringify({ Resources: resources }));
  const options = { publicPort: 0, gatewayPort: 0, services, log: () => {}, warn: () => {} };
  cloud = await startCloud({ ...options, assembly: folder, data: join(folder, 'data') });
  publisher = await clientOf('publisher');
});
afterAll(async () => {
  publisher?.destroy();
  await cloud?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const settings = (credentials: { accessKeyId: string; secretAccessKey: string }) => ({
  endpoint: cloud.gatewayUrl,
  region: cloud.template.region,
  maxAttempts: 1,
  credentials,
});

/** An unmodified client with the keys a function works with. */
async function clientOf(name: string): Promise<S3Client> {
  const { payload } = await cloud.invoke(name, {});
  return new S3Client(settings(payload as { accessKeyId: string; secretAccessKey: string }));
}

const publish = (Key: string, Body: string, more: object = {}, client = publisher) =>
  client.send(new PutObjectCommand({ Bucket: 'trust', Key, Body, ...more }));
const CRL = { ContentType: 'application/pkix-crl', CacheControl: 'no-cache' };
const visit = (path: string, headers: Record<string, string> = {}) =>
  fetch(cloud.publicUrl + path, { headers });

describe('a bucket that the distribution publishes', () => {
  it('C6: a list has its own type, validator and cache word, and is answered 304 to who has it', async () => {
    await publish('pki/crl/signature/3.crl', 'first', CRL);
    const answer = await visit('/pki/crl/signature/3.crl');
    expect([answer.status, await answer.text()]).toEqual([200, 'first']);
    expect(answer.headers.get('content-type')).toBe('application/pkix-crl');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
    expect(Date.parse(answer.headers.get('last-modified') ?? '')).toBeGreaterThan(0);
    const etag = answer.headers.get('etag') ?? '';
    expect((await visit('/pki/crl/signature/3.crl', { 'if-none-match': etag })).status).toBe(304);
    await publish('pki/crl/signature/3.crl', 'second', CRL);
    const again = await visit('/pki/crl/signature/3.crl', { 'if-none-match': etag });
    expect([again.status, await again.text()]).toEqual([200, 'second']);
  });

  it('C6: what is not published is refused, and other paths stay with the web app’s bucket', async () => {
    expect((await visit('/pki/crl/signature/4.crl')).status).toBe(403);
    await publish('elsewhere.txt', 'x', {}, new S3Client(settings(cloud.credentials)));
    expect((await visit('/elsewhere.txt')).status).toBe(403);
  });

  it('C6: a function learns by its ETag that nothing changed, and that a list is not there yet', async () => {
    const { ETag } = await publish('pki/crl/seal/1.crl', 'list', CRL);
    const get = (Key: string, more: object = {}) =>
      publisher.send(new GetObjectCommand({ Bucket: 'trust', Key, ...more }));
    await expect(get('pki/crl/seal/1.crl', { IfNoneMatch: ETag })).rejects.toMatchObject({
      $metadata: { httpStatusCode: 304 },
    });
    await expect(get('pki/crl/seal/2.crl')).rejects.toMatchObject({ name: 'NoSuchKey' });
  });
});

describe('writing on a condition', () => {
  it('C6: of many first writers one writes, and of many who read the same list one replaces it', async () => {
    const race = (round: string, more: object) =>
      Promise.allSettled(
        Array.from({ length: 8 }, (_, index) => publish('pki/crl/race.crl', `${round} by ${index}`, more)),
      );
    const first = await race('first', { IfNoneMatch: '*' });
    const [winner, ...others] = first.filter(({ status }) => status === 'fulfilled');
    expect(others).toEqual([]);
    const refused = first.flatMap((each) => (each.status === 'rejected' ? [each.reason] : []));
    for (const reason of refused)
      expect(reason).toMatchObject({ name: 'PreconditionFailed', $metadata: { httpStatusCode: 412 } });
    const IfMatch = winner?.status === 'fulfilled' ? winner.value.ETag : undefined;
    const second = await race('second', { IfMatch });
    expect(second.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
  });

  it('C6: a lost race may also be called a conflict', async () => {
    const faults = `${cloud.publicUrl}/__local/faults`;
    const body = JSON.stringify({ operation: 's3:PutObject', fault: 'conflict', calls: 1 });
    await fetch(faults, { method: 'POST', body });
    await expect(publish('pki/crl/conflict.crl', 'x')).rejects.toMatchObject({
      name: 'ConditionalRequestConflict',
      $metadata: { httpStatusCode: 409 },
    });
    await publish('pki/crl/conflict.crl', 'x');
  });

  it('C6: the publisher of lists cannot replace a certificate; who may not read cannot write on what is there', async () => {
    const denied = { name: 'AccessDenied' };
    await expect(publish('pki/root.cer', 'forged')).rejects.toMatchObject(denied);
    const writer = await clientOf('writer');
    const { ETag } = await publish('pki/blind.cer', 'one', {}, writer);
    await expect(publish('pki/blind.cer', 'two', { IfMatch: ETag }, writer)).rejects.toMatchObject(denied);
    writer.destroy();
  });

  it('E1: a body that is not what its checksum says is refused', async () => {
    const ChecksumSHA256 = createHash('sha256').update('letter').digest('base64');
    await publish('pki/crl/sum', 'letter', { ChecksumSHA256 });
    await expect(publish('pki/crl/sum', 'Letter', { ChecksumSHA256 })).rejects.toMatchObject({
      name: 'BadDigest',
    });
  });
});

describe('one stream, two readers', () => {
  /** What a function wrote down of the records it was handed. */
  function seenBy(name: string): unknown[] {
    const lines = readFileSync(join(folder, 'data', 'logs', `${name}.log`), 'utf8').split('\n');
    return lines.flatMap((line) => {
      const { message = '' } = line === '' ? {} : JSON.parse(line);
      return typeof message === 'string' && message.startsWith('["') ? [JSON.parse(message)] : [];
    });
  }

  it('C5: both see what came, what changed, and that an entry left: with its key alone', async () => {
    const dynamodb = new DynamoDBClient(settings(cloud.credentials));
    const put = (kind: string) =>
      dynamodb.send(
        new PutItemCommand({ TableName: 'entries', Item: { id: { S: 'a' }, kind: { S: kind } } }),
      );
    await put('hold');
    await put('ended');
    await dynamodb.send(new DeleteItemCommand({ TableName: 'entries', Key: { id: { S: 'a' } } }));
    for (const name of ['lists', 'desk']) {
      const seen = await eventually(async () => {
        try {
          const all = seenBy(name);
          return all.length >= 3 ? all : undefined;
        } catch {
          return undefined; // the log is not there yet
        }
      });
      expect(seen, name).toEqual([
        ['INSERT', 'a', 'hold'],
        ['MODIFY', 'a', 'ended'],
        ['REMOVE', 'a', null],
      ]);
    }
    dynamodb.destroy();
  });
});
