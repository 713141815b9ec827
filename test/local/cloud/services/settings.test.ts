import { statSync } from 'node:fs';
import { join } from 'node:path';
import { CloudWatchClient, ListMetricsCommand, PutMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import {
  CloudWatchLogsClient,
  CreateLogStreamCommand,
  GetLogEventsCommand,
  PutLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  GetSecretValueCommand,
  PutSecretValueCommand,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import {
  GetParameterCommand,
  GetParametersByPathCommand,
  GetParametersCommand,
  PutParameterCommand,
  SSMClient,
} from '@aws-sdk/client-ssm';
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { secretsManager } from '../../../../local/cloud/services/secrets-manager/secrets-manager.ts';
import { ssm } from '../../../../local/cloud/services/ssm/ssm.ts';
import { sts } from '../../../../local/cloud/services/sts/sts.ts';
import { cloudWatch } from '../../../../local/cloud/services/watch/cloudwatch.ts';
import { logs } from '../../../../local/cloud/services/watch/logs.ts';
import { openSmallCloud, type SmallCloud } from '../small-cloud.ts';

const resources = {
  Identifiers: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'identifiers',
      GenerateSecretString: { PasswordLength: 64, ExcludePunctuation: true },
    },
  },
  Login: {
    Type: 'AWS::SecretsManager::Secret',
    Properties: {
      Name: 'login',
      GenerateSecretString: { SecretStringTemplate: '{"user":"admin"}', GenerateStringKey: 'password' },
    },
  },
  Issuer: {
    Type: 'AWS::SSM::Parameter',
    Properties: { Name: '/guichet/issuer', Type: 'String', Value: 'http://127.0.0.1:4000' },
  },
  Group: { Type: 'AWS::Logs::LogGroup', Properties: { LogGroupName: '/guichet/token' } },
};

let cloud: SmallCloud;
const clients: { destroy(): void }[] = [];
function use<T extends { destroy(): void }>(client: T): T {
  clients.push(client);
  return client;
}
beforeAll(async () => {
  cloud = await openSmallCloud({ services: [secretsManager, ssm, sts, cloudWatch, logs], resources });
});
afterAll(async () => {
  for (const client of clients) client.destroy();
  await cloud.close();
});

it('X3: a generated secret is made once, as the template asks, and kept with mode 0600', async () => {
  const client = use(new SecretsManagerClient(cloud.client));
  const get = async (SecretId: string) =>
    (await client.send(new GetSecretValueCommand({ SecretId }))).SecretString ?? '';
  const value = await get('identifiers');
  expect(value).toMatch(/^[A-Za-z0-9]{64}$/);
  expect(JSON.parse(await get('login'))).toEqual({
    user: 'admin',
    password: expect.stringMatching(/^.{32}$/s),
  });
  const again = await openSmallCloud({ services: [secretsManager], resources, data: cloud.data });
  const other = use(new SecretsManagerClient(again.client));
  const { SecretString } = await other.send(new GetSecretValueCommand({ SecretId: 'identifiers' }));
  await again.close();
  expect(SecretString).toBe(value);
  expect(statSync(join(cloud.data, 'secretsmanager', 'secrets.json')).mode & 0o777).toBe(0o600);
});

it('X3: a new value becomes current and the old one previous; unknown secrets are refused', async () => {
  const client = use(new SecretsManagerClient(cloud.client));
  const before = await client.send(new GetSecretValueCommand({ SecretId: 'login' }));
  await client.send(new PutSecretValueCommand({ SecretId: before.ARN, SecretString: 'new' }));
  const get = (VersionStage: string) =>
    client.send(new GetSecretValueCommand({ SecretId: 'login', VersionStage }));
  expect((await get('AWSCURRENT')).SecretString).toBe('new');
  expect((await get('AWSPREVIOUS')).SecretString).toBe(before.SecretString);
  await expect(get('AWSPENDING')).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  const unknown = client.send(new GetSecretValueCommand({ SecretId: 'none' }));
  await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
});

it('X3: parameters come from the template and can be put; taken and unknown names are refused', async () => {
  const client = use(new SSMClient(cloud.client));
  const put = (more: object) =>
    client.send(new PutParameterCommand({ Name: '/guichet/stage', Value: 'laptop', ...more }));
  const read = await client.send(new GetParameterCommand({ Name: '/guichet/issuer' }));
  expect(read.Parameter).toMatchObject({ Value: 'http://127.0.0.1:4000', Type: 'String', Version: 1 });
  expect((await put({ Type: 'String' })).Version).toBe(1);
  await expect(put({ Type: 'String' })).rejects.toMatchObject({ name: 'ParameterAlreadyExists' });
  expect((await put({ Overwrite: true, Value: 'test' })).Version).toBe(2);
  const many = await client.send(new GetParametersCommand({ Names: ['/guichet/stage', '/none'] }));
  expect([many.Parameters?.[0]?.Value, many.InvalidParameters]).toEqual(['test', ['/none']]);
  const inside = await client.send(new GetParametersByPathCommand({ Path: '/guichet' }));
  expect(inside.Parameters?.map(({ Name }) => Name).sort()).toEqual(['/guichet/issuer', '/guichet/stage']);
  const unknown = client.send(new GetParameterCommand({ Name: '/none' }));
  await expect(unknown).rejects.toMatchObject({ name: 'ParameterNotFound' });
});

it('X3: metrics and log events are kept for a look; their own names are guarded', async () => {
  const metrics = use(new CloudWatchClient(cloud.client));
  const put = (Namespace: string) =>
    metrics.send(new PutMetricDataCommand({ Namespace, MetricData: [{ MetricName: 'Reviews', Value: 3 }] }));
  await put('Guichet');
  const { Metrics } = await metrics.send(new ListMetricsCommand({ Namespace: 'Guichet' }));
  expect(Metrics?.map(({ MetricName }) => MetricName)).toEqual(['Reviews']);
  await expect(put('AWS/Lambda')).rejects.toMatchObject({ name: 'InvalidParameterValueException' });
  const client = use(new CloudWatchLogsClient(cloud.client));
  const place = { logGroupName: '/guichet/token', logStreamName: 'a' };
  const events = new PutLogEventsCommand({ ...place, logEvents: [{ timestamp: 1, message: 'hello' }] });
  await expect(client.send(events)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  await client.send(new CreateLogStreamCommand(place));
  await client.send(events);
  expect((await client.send(new GetLogEventsCommand(place))).events?.[0]?.message).toBe('hello');
});

it('X1: STS says in whose name a call is made', async () => {
  const client = use(new STSClient(cloud.client));
  const { Arn, Account } = await client.send(new GetCallerIdentityCommand({}));
  expect([Arn, Account]).toEqual(['arn:aws:sts::000000000000:assumed-role/caller/local', '000000000000']);
});
