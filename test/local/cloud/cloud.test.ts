import { readFileSync, statSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { join } from 'node:path';
import {
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  ListTablesCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { KMSClient, ListKeysCommand } from '@aws-sdk/client-kms';
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import {
  GetQueueAttributesCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { removeFixture, synthesiseFixture } from './fixture/app.ts';
import { eventually, type FixtureCloud, startFixture } from './fixture/cloud.ts';

let assembly: string;
let cloud: FixtureCloud;
let dynamodb: DynamoDBClient;

beforeAll(async () => {
  assembly = await synthesiseFixture();
  cloud = await startFixture(assembly);
  dynamodb = new DynamoDBClient(cloud.client);
});
afterAll(async () => {
  await cloud?.stop();
  removeFixture(assembly);
});
afterEach(() => cloud.get('/__local/faults', { method: 'DELETE' }));

const table = (logicalId: string) => {
  const type = logicalId === 'Secrets' ? 'AWS::DynamoDB::GlobalTable' : 'AWS::DynamoDB::Table';
  return cloud.name(type, logicalId);
};
const functionName = (logicalId: string) => cloud.name('AWS::Lambda::Function', logicalId);
const misbehave = (act: string, rest: object = {}) =>
  cloud.invoke(functionName('Misbehaving'), { act, ...rest });

describe('gateway', () => {
  it('X1: an unmodified client reads and writes the tables of the template', async () => {
    await dynamodb.send(
      new PutItemCommand({ TableName: table('Secrets'), Item: { id: { S: 'a' }, n: { N: '1' } } }),
    );
    const { Item } = await dynamodb.send(
      new GetItemCommand({ TableName: table('Secrets'), Key: { id: { S: 'a' } } }),
    );
    expect(Item?.n).toEqual({ N: '1' });
    const { TableNames } = await dynamodb.send(new ListTablesCommand({}));
    expect(TableNames).toEqual(expect.arrayContaining([table('Items'), table('Seen'), table('Secrets')]));
  });

  it('X1: an unknown key, a wrong secret and no signature are refused', async () => {
    const { accessKeyId, secretAccessKey } = cloud.credentials;
    const as = (credentials: typeof cloud.credentials) =>
      new DynamoDBClient({ ...cloud.client, credentials }).send(new ListTablesCommand({}));
    await expect(as({ accessKeyId: 'AKIAFORGED', secretAccessKey })).rejects.toThrow(
      expect.objectContaining({ name: 'UnrecognizedClientException' }),
    );
    await expect(as({ accessKeyId, secretAccessKey: 'guessed' })).rejects.toThrow(
      expect.objectContaining({ name: 'InvalidSignatureException' }),
    );
    const unsigned = await fetch(cloud.gatewayUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'DynamoDB_20120810.ListTables' },
      body: '{}',
    });
    expect([unsigned.status, ((await unsigned.json()) as { __type: string }).__type]).toEqual([
      400,
      'MissingAuthenticationTokenException',
    ]);
  });

  it('X3: unknown services and operations answer 501 loudly', async () => {
    const kms = new KMSClient(cloud.client);
    await expect(kms.send(new ListKeysCommand({}))).rejects.toThrow(/no service "kms"/);
    const partiql = new ExecuteStatementCommand({ Statement: 'SELECT * FROM "x"' });
    await expect(dynamodb.send(partiql)).rejects.toThrow(
      expect.objectContaining({ $metadata: expect.objectContaining({ httpStatusCode: 501 }) }),
    );
    expect(cloud.warnings.filter((line) => line.startsWith('501'))).toHaveLength(2);
  });

  it('X1: a missing grant is AccessDeniedException with the sentence of AWS', async () => {
    const response = await cloud.get('/secrets');
    const { name, message } = (await response.json()) as { name: string; message: string };
    expect(name).toBe('AccessDeniedException');
    expect(message).toMatch(
      /^User: arn:aws:sts::\d{12}:assumed-role\/\S+ is not authorized to perform: dynamodb:GetItem on resource: arn:aws:dynamodb:\S+ because no identity-based policy allows the dynamodb:GetItem action$/,
    );
  });

  it('X1: a transaction is refused where any of its items is not granted', async () => {
    const role = cloud.template
      .resources('AWS::IAM::Role')
      .find(({ logicalId }) => logicalId.startsWith('ApiService'));
    const put = (TableName: string) => ({ Put: { TableName, Item: { id: { S: 't' } } } });
    const transact = (...TransactItems: object[]) =>
      cloud.call('dynamodb', 'TransactWriteItems', { TransactItems }, role?.arn);
    await expect(transact(put(table('Items')))).resolves.toEqual({});
    await expect(transact(put(table('Items')), put(table('Secrets')))).rejects.toThrow(
      /dynamodb:PutItem on resource/,
    );
  });

  it('X1: a cancelled transaction tells its reasons as the SDK expects them', async () => {
    const Put = {
      TableName: table('Secrets'),
      Item: { id: { S: 'once' } },
      ConditionExpression: 'attribute_not_exists(id)',
    };
    const once = () => dynamodb.send(new TransactWriteItemsCommand({ TransactItems: [{ Put }] }));
    await once();
    await expect(once()).rejects.toThrow(
      expect.objectContaining({
        name: 'TransactionCanceledException',
        CancellationReasons: [expect.objectContaining({ Code: 'ConditionalCheckFailed' })],
      }),
    );
  });

  it('X1: root credentials lie in a file that only the owner reads', () => {
    const path = join(cloud.data, 'credentials');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(readFileSync(path, 'utf8')).toContain(cloud.credentials.accessKeyId);
  });
});

describe('fault switch', () => {
  const list = () => dynamodb.send(new ListTablesCommand({}));

  it('X3: throttles the next n calls, in the service’s own words, then lets go', async () => {
    await cloud.post('/__local/faults', { operation: 'dynamodb:ListTables', fault: 'throttle', calls: 1 });
    await expect(list()).rejects.toThrow(
      expect.objectContaining({ name: 'ProvisionedThroughputExceededException' }),
    );
    await expect(list()).resolves.toBeDefined();
  });

  it('X3: denies, and fails until cleared', async () => {
    await cloud.post('/__local/faults', { operation: 'dynamodb:*', fault: 'deny', calls: 1 });
    await expect(list()).rejects.toThrow(expect.objectContaining({ name: 'AccessDeniedException' }));
    await cloud.post('/__local/faults', { operation: 'dynamodb:ListTables', fault: 'fail' });
    await expect(list()).rejects.toThrow(expect.objectContaining({ name: 'InternalServerError' }));
    await expect(list()).rejects.toThrow(expect.objectContaining({ name: 'InternalServerError' }));
    await cloud.get('/__local/faults', { method: 'DELETE' });
    await expect(list()).resolves.toBeDefined();
  });

  it('X3: a call that times out is never answered', async () => {
    await cloud.post('/__local/faults', { operation: 'dynamodb:ListTables', fault: 'timeout', calls: 1 });
    const aborted = dynamodb.send(new ListTablesCommand({}), { abortSignal: AbortSignal.timeout(300) });
    await expect(aborted).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
  });

  it('X2: a malformed fault is refused in a sentence', async () => {
    const response = await cloud.post('/__local/faults', { operation: 'everything', fault: 'deny' });
    expect(response.status).toBe(400);
    expect(((await response.json()) as { message: string }).message).toMatch(
      /operation must read "service:Operation"/,
    );
  });
});

describe('functions', () => {
  it('X3: an error keeps its name, message and trace', async () => {
    const { payload, functionError } = await misbehave('throw');
    expect(functionError).toBe('Unhandled');
    expect(payload).toMatchObject({
      errorType: 'RangeError',
      errorMessage: 'out of range',
      trace: expect.any(Array),
    });
  });

  it.each([
    ['waits', 'wait', { milliseconds: 3000 }],
    ['never yields', 'loop', {}],
  ])('X3: a function that %s is ended at its time-out and starts afresh', async (_, act, rest) => {
    const { payload, functionError } = await misbehave(act, rest);
    expect(functionError).toBe('Unhandled');
    expect(payload).toMatchObject({
      errorType: 'Sandbox.Timedout',
      errorMessage: expect.stringMatching(/Task timed out after 1\.00 seconds/),
    });
    expect(await misbehave('go on')).toMatchObject({ payload: { runs: expect.any(Number) } });
  });

  it('X3: exit, a stray rejection and an answer over 6 MB are Lambda’s errors, not ours', async () => {
    expect((await misbehave('exit')).payload).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect((await misbehave('uncaught')).payload).toMatchObject({ errorMessage: 'nobody awaited me' });
    expect((await misbehave('large')).payload).toMatchObject({ errorType: 'Function.ResponseSizeTooLarge' });
  });

  it('X3: at most two environments run at once; the rest wait their turn', async () => {
    await cloud.get('/__local/calls', { method: 'DELETE' });
    const started = performance.now();
    const results = await Promise.all(
      Array.from({ length: 6 }, () => misbehave('wait', { milliseconds: 200 })),
    );
    expect(performance.now() - started).toBeGreaterThan(3 * 200);
    expect(results.filter(({ functionError }) => functionError !== undefined)).toEqual([]);
    const { functions } = (await (await cloud.get('/__local/calls')).json()) as CallReport;
    expect(functions[functionName('Misbehaving')]).toMatchObject({ calls: 6, errors: 0 });
    expect(functions[functionName('Misbehaving')]?.coldStarts).toBeLessThanOrEqual(2);
  });

  it('X1: output is kept as JSON lines', async () => {
    await misbehave('log');
    const lines = readFileSync(join(cloud.data, 'logs', `${functionName('Misbehaving')}.log`), 'utf8')
      .trim()
      .split('\n');
    const entries = lines.map((line) => JSON.parse(line) as { level: string; message: string });
    expect(entries).toContainEqual({ level: 'INFO', message: 'structured' });
    expect(entries).toContainEqual(expect.objectContaining({ level: 'ERROR', message: 'plain words' }));
  });

  it('X3: inline code, names, ARNs and qualified ARNs all find their function; others are not found', async () => {
    const inline = cloud.template.find('AWS::Lambda::Function', functionName('Inline'));
    for (const name of [inline?.name, inline?.arn, `${inline?.arn}:live`])
      expect(await cloud.invoke(name ?? '', { word: 'hello' })).toEqual({ payload: { inline: 'hello' } });
    await expect(cloud.invoke('nobody', {})).rejects.toThrow(/Function not found: nobody/);
  });
});

interface CallReport {
  readonly operations: Record<string, { calls: number; errors: number }>;
  readonly functions: Record<string, { calls: number; errors: number; coldStarts: number }>;
  readonly byCaller: Record<string, Record<string, { calls: number }>>;
}
interface Echo {
  readonly event: Record<string, unknown> & {
    readonly headers: Record<string, string>;
    readonly requestContext: { http: Record<string, string>; [name: string]: unknown };
  };
  readonly now: number;
  readonly today: string;
  readonly origin: string;
}

async function echo(path: string, init: RequestInit = {}): Promise<Echo> {
  const response = await cloud.get(path, init);
  expect(response.status).toBe(200);
  return (await response.json()) as Echo;
}

describe('HTTP API', () => {
  it('B1: hands over payload format 2.0', async () => {
    const { event } = await echo('/echo/a%20b/c?x=1&x=2&y=', {
      method: 'POST',
      headers: { cookie: 'one=1; two=2', 'Content-Type': 'application/json', 'X-Two': 'a' },
      body: '{"é":1}',
    });
    expect(event).toMatchObject({
      version: '2.0',
      routeKey: 'ANY /echo/{proxy+}',
      rawPath: '/echo/a b/c',
      rawQueryString: 'x=1&x=2&y=',
      cookies: ['one=1', 'two=2'],
      queryStringParameters: { x: '1,2', y: '' },
      pathParameters: { proxy: 'a b/c' },
      body: '{"é":1}',
      isBase64Encoded: false,
    });
    expect(event.headers.cookie).toBeUndefined();
    expect(event.headers['x-two']).toBe('a');
    expect(event.requestContext.http).toMatchObject({
      method: 'POST',
      path: '/echo/a b/c',
      sourceIp: '127.0.0.1',
    });
    expect(event.requestContext).toMatchObject({ stage: '$default', timeEpoch: expect.any(Number) });
  });

  it.each([
    ['application/x-www-form-urlencoded', true],
    ['image/png', true],
    ['text/plain;charset=utf-8', false],
    ['application/json; charset=utf-8', false],
  ])('B1: a body of type %s arrives base64-encoded: %s', async (type, encoded) => {
    const { event } = await echo('/echo/x', {
      method: 'POST',
      headers: { 'content-type': type },
      body: 'a=1',
    });
    expect(event.isBase64Encoded).toBe(encoded);
    expect(event.body).toBe(encoded ? 'YT0x' : 'a=1');
  });

  it('C6: a path is decoded once before its route is found: a greedy parameter gets its slashes, a plain one has none', async () => {
    const { event } = await echo('/echo/MEow%2FAA%2Bb%2F%2Fc%3D%3D');
    expect(event).toMatchObject({
      rawPath: '/echo/MEow/AA+b//c==',
      pathParameters: { proxy: 'MEow/AA+b//c==' },
    });
    expect((await echo('/echo/MEow/AA+b//c==')).event.pathParameters).toEqual({ proxy: 'MEow/AA+b//c==' });
    expect((await echo('/echo/100%2525')).event.pathParameters).toEqual({ proxy: '100%25' });
    expect((await cloud.get('/items/a%2Fb')).status).toBe(404);
  });

  it('C6: bytes arrive and leave as they are', async () => {
    const bytes = Uint8Array.from({ length: 512 }, (_, index) => index % 256);
    const answer = await cloud.get('/echo/mirror', {
      method: 'POST',
      headers: { 'content-type': 'application/ocsp-request' },
      body: bytes,
    });
    expect(answer.headers.get('content-type')).toBe('application/ocsp-response');
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
  });

  it('B1: maps cookies, headers and base64 bodies back', async () => {
    const response = await cloud.get('/cookies');
    expect(response.headers.getSetCookie()).toEqual(['a=1; HttpOnly', 'b=2; Path=/']);
    expect(response.headers.get('x-kind')).toBe('test');
    expect(await response.text()).toBe('<p>binary</p>');
  });

  it('X2: a broken function is a plain 500, a missing route a plain 404, too large a body a 413', async () => {
    const broken = await cloud.get('/broken');
    expect([broken.status, await broken.json()]).toEqual([500, { message: 'Internal Server Error' }]);
    const missing = await cloud.get('/items/1', { method: 'DELETE' });
    expect([missing.status, await missing.json()]).toEqual([404, { message: 'Not Found' }]);
    const large = await cloud.get('/echo/x', { method: 'POST', body: Buffer.alloc(10 * 1024 * 1024 + 1) });
    expect([large.status, await large.json()]).toEqual([413, { message: 'Request Entity Too Large' }]);
  });

  it('B1: answers CORS preflights itself, for the allowed origin only', async () => {
    const preflight = (origin: string) =>
      cloud.get('/echo/x', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'GET' },
      });
    const allowed = await preflight('https://friend.example');
    expect([allowed.status, allowed.headers.get('access-control-allow-origin')]).toEqual([
      204,
      'https://friend.example',
    ]);
    expect(allowed.headers.get('access-control-allow-headers')).toBe('x-kind');
    expect(
      (await preflight('https://stranger.example')).headers.get('access-control-allow-origin'),
    ).toBeNull();
  });

  it('B1: writes and reads through the function', async () => {
    const put = await cloud.get('/items/7', { method: 'PUT', body: 'hello' });
    expect(put.status).toBe(204);
    expect(await (await cloud.get('/items/7')).text()).toBe('{"text":"hello"}');
    expect((await cloud.get('/items/nothing')).status).toBe(404);
  });
});

describe('distribution', () => {
  it('X4: serves the deployed files with type, validator and policy headers', async () => {
    const response = await cloud.get('/');
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-security-policy')).toBe("default-src 'self'");
    expect(await response.text()).toContain('The page of the fixture.');
    const etag = response.headers.get('etag') ?? '';
    expect((await cloud.get('/', { headers: { 'if-none-match': etag } })).status).toBe(304);
  });

  it('X4: compresses what the viewer accepts', async () => {
    const response = await cloud.get('/app.js', { headers: { 'accept-encoding': 'br' } });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(await response.text()).toContain('answer = 42');
    const uncached = await cloud.get(`/echo/x?${'long='.repeat(400)}`, {
      headers: { 'accept-encoding': 'br' },
    });
    expect(uncached.headers.get('content-encoding')).toBeNull();
  });

  it('X4: fills in what a deployment resolves, runs viewer functions, keeps the file tree closed', async () => {
    expect(await (await cloud.get('/config.json')).json()).toEqual({
      bucket: cloud.name('AWS::S3::Bucket', 'Web'),
    });
    expect(await (await cloud.get('/any/page')).text()).toContain('The page of the fixture.');
    const moved = await cloud.get('/old');
    expect([moved.status, moved.headers.get('location')]).toEqual([301, '/new']);
    expect((await cloud.get('/missing.js')).status).toBe(403);
    for (const path of ['/..%2f..%2fmanifest.json', '/%2e%2e/index.js.%00', '/..%5cx.json'])
      expect((await cloud.get(path)).status).toBe(403);
    expect((await cloud.get('/', { method: 'POST' })).status).toBe(403);
  });

  it('X1: only what the policies name reaches the origin, and the origin’s own headers always do', async () => {
    const init = { headers: { cookie: 'a=1', 'x-kind': 'k', 'x-origin-word': 'forged' } };
    const all = (await echo('/echo/all?x=1', init)).event;
    const SecretId = cloud.name('AWS::SecretsManager::Secret', 'Word');
    const { SecretString } = (await cloud.call('secretsmanager', 'GetSecretValue', { SecretId })) as {
      SecretString: string;
    };
    expect(SecretString).toMatch(/^[A-Za-z0-9]{24}$/);
    expect(all.headers).toMatchObject({ 'x-kind': 'k', 'x-origin-word': SecretString });
    expect(all.headers.host).toMatch(/execute-api/);
    const bare = (await echo('/echo/bare/one?x=1', init)).event;
    expect(bare.headers['x-kind']).toBeUndefined();
    expect([bare.cookies, bare.rawQueryString]).toEqual([undefined, '']);
    expect(bare.headers['x-origin-word']).toBe(SecretString);
  });

  it('X2: a forged X-Forwarded-For stays left of the true address', async () => {
    const { event } = await echo('/echo/x', { headers: { 'x-forwarded-for': '10.9.8.7' } });
    expect(event.headers['x-forwarded-for']).toBe('10.9.8.7, 127.0.0.1, 127.0.0.1');
  });

  it('B1: a function told its origin by the distribution’s name hears the loopback one', async () => {
    expect((await echo('/echo/x')).origin).toBe(cloud.publicUrl);
  });
});

/** Sends Host and Sec-Fetch headers of one's own, which fetch does not allow. */
function withHost(host: string, path: string, headers: Record<string, string> = {}): Promise<number> {
  const { port } = new URL(cloud.publicUrl);
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, headers: { host, ...headers } };
    httpRequest(options, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    })
      .on('error', reject)
      .end();
  });
}

describe('control', () => {
  it('X1: refuses foreign hosts, foreign origins and cross-site requests', async () => {
    const { port } = new URL(cloud.publicUrl);
    expect(await withHost(`127.0.0.1:${port}`, '/__local/ready')).toBe(200);
    expect(await withHost(`localhost:${port}`, '/__local/ready')).toBe(200);
    expect(await withHost(`evil.example:${port}`, '/__local/outbox')).toBe(403);
    const from = (headers: Record<string, string>) => cloud.get('/__local/outbox', { headers });
    expect((await from({ origin: 'https://evil.example' })).status).toBe(403);
    expect((await from({ origin: 'null' })).status).toBe(403);
    expect((await from({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    expect((await from({ origin: cloud.publicUrl })).status).toBe(200);
    const navigation = { 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' };
    const follow = (destination: string) =>
      withHost(`127.0.0.1:${port}`, '/__local/outbox', { ...navigation, 'sec-fetch-dest': destination });
    expect([await follow('document'), await follow('iframe')]).toEqual([200, 403]);
  });

  it('X3: shows the outbox as JSON and as a page, and empties it', async () => {
    cloud.outbox.append({ channel: 'sms', to: '+33600000001', text: 'Your code is 1234' });
    expect(await (await cloud.get('/__local/outbox')).json()).toEqual([
      expect.objectContaining({ channel: 'sms', to: '+33600000001', text: 'Your code is 1234', links: [] }),
    ]);
    const page = await cloud.get('/__local/outbox', { headers: { accept: 'text/html' } });
    expect(page.headers.get('content-type')).toMatch(/text\/html/);
    await cloud.get('/__local/outbox', { method: 'DELETE' });
    expect(await (await cloud.get('/__local/outbox')).json()).toEqual([]);
  });

  it('X3: moving the clock moves Date in running functions and the Date header of AWS', async () => {
    const before = await echo('/echo/x');
    expect((await cloud.post('/__local/clock', { advanceSeconds: 86_400 })).status).toBe(200);
    const after = await echo('/echo/x');
    expect(after.now - before.now).toBeGreaterThanOrEqual(86_400_000);
    expect(Math.abs(Date.parse(after.today) - after.now)).toBeLessThan(1000);
    const { headers } = await fetch(cloud.gatewayUrl, { method: 'POST' });
    expect(Date.parse(headers.get('date') ?? '') - Date.now()).toBeGreaterThan(86_000_000);
    expect((await cloud.post('/__local/clock', { advanceSeconds: -5 })).status).toBe(400);
    expect((await cloud.post('/__local/clock', {})).status).toBe(400);
  });

  it('X3: counts calls by operation, function and caller', async () => {
    await cloud.get('/__local/calls', { method: 'DELETE' });
    await cloud.get('/items/7');
    const report = (await (await cloud.get('/__local/calls')).json()) as CallReport;
    expect(report.operations['dynamodb:GetItem']).toEqual({ calls: 1, errors: 0 });
    expect(report.functions[functionName('Api')]).toMatchObject({ calls: 1, errors: 0 });
    expect(report.byCaller[functionName('Api')]?.['dynamodb:GetItem']?.calls).toBe(1);
  });
});

describe('event sources', () => {
  const seen = async (id: string) => {
    const input = { TableName: table('Seen'), Key: { id: { S: `seen ${id}` } } };
    return (await dynamodb.send(new GetItemCommand(input))).Item;
  };
  const put = (id: string, rest: object = {}) =>
    dynamodb.send(new PutItemCommand({ TableName: table('Items'), Item: { id: { S: id }, ...rest } }));

  it('X1: a stream reaches its function, with the ARN the template knows', async () => {
    await put('streamed');
    const item = await eventually(() => seen('INSERT streamed'));
    const arn = cloud.template.find('AWS::DynamoDB::Table', table('Items'))?.attribute('StreamArn');
    expect(item.source).toEqual({ S: arn });
  });

  it('X1: a reported item is tried again, in order, until it succeeds', async () => {
    await put('stubborn');
    await put('after');
    await eventually(() => seen('INSERT after'));
    expect(await seen('INSERT stubborn')).toBeDefined();
  });

  it('X1: time to live follows the moved clock and spares what is not due', async () => {
    const soon = Math.floor(cloud.clock.now() / 1000) + 60;
    await put('mortal', { expiresAt: { N: String(soon) } });
    await put('immortal', { expiresAt: { N: String(soon + 86_400) } });
    await cloud.post('/__local/clock', { advanceSeconds: 120 });
    await eventually(() => seen('REMOVE mortal'));
    expect(await (await cloud.get('/items/immortal')).status).toBe(404);
    const kept = await dynamodb.send(
      new GetItemCommand({ TableName: table('Items'), Key: { id: { S: 'immortal' } } }),
    );
    expect(kept.Item).toBeDefined();
  });

  it('X3: a queue reaches its function; what fails comes back and ends in the dead-letter queue', async () => {
    const sqs = new SQSClient(cloud.client);
    const urlOf = (logicalId: string) =>
      cloud.template.find('AWS::SQS::Queue', cloud.name('AWS::SQS::Queue', logicalId));
    const QueueUrl = urlOf('Jobs')?.physicalId;
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'job one' }));
    const item = await eventually(() => seen('job one'));
    expect(item.source).toEqual({ S: urlOf('Jobs')?.arn });
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'always poisonous' }));
    const receive = new ReceiveMessageCommand({
      QueueUrl: urlOf('Failures')?.physicalId,
      WaitTimeSeconds: 1,
    });
    const dead = await eventually(async () => {
      await cloud.post('/__local/clock', { advanceSeconds: 6 });
      return (await sqs.send(receive)).Messages?.[0];
    });
    expect(dead.Body).toBe('always poisonous');
    const { Attributes } = await sqs.send(
      new GetQueueAttributesCommand({ QueueUrl, AttributeNames: ['All'] }),
    );
    expect(Attributes).toMatchObject({
      ApproximateNumberOfMessages: '0',
      ApproximateNumberOfMessagesNotVisible: '0',
    });
  });
});

describe('S3 behind the gateway', () => {
  const s3 = () => new S3Client({ ...cloud.client, forcePathStyle: true });

  it('X1: objects put by a client are served by the distribution after the deployed files', async () => {
    const Bucket = cloud.name('AWS::S3::Bucket', 'Web');
    const Body = '{"uploaded":true}';
    await s3().send(
      new PutObjectCommand({ Bucket, Key: 'late.json', Body, ContentType: 'application/json' }),
    );
    const response = await cloud.get('/late.json');
    expect([response.headers.get('content-type'), await response.text()]).toEqual(['application/json', Body]);
  });

  it('X1: a presigned address works, and without its signature the access key id alone opens nothing', async () => {
    const Bucket = cloud.name('AWS::S3::Bucket', 'Web');
    await s3().send(new PutObjectCommand({ Bucket, Key: 'private.txt', Body: 'inside' }));
    const signed = await getSignedUrl(s3(), new GetObjectCommand({ Bucket, Key: 'private.txt' }), {
      signingDate: new Date(cloud.clock.now()),
    });
    expect(await (await fetch(signed)).text()).toBe('inside');
    const unsigned = new URL(signed);
    unsigned.searchParams.delete('X-Amz-Signature');
    expect((await fetch(unsigned)).status).toBe(403);
    expect((await fetch(`${cloud.gatewayUrl}/${Bucket}/private.txt`)).status).toBe(403);
  });
});
