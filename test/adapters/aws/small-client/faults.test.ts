import { type AddressInfo, createServer, type Socket } from 'node:net';
import { crc32 } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  SendMessageCommand,
  SQSClient,
  TransactWriteItemsCommand,
} from '../../../../lambdas/adapters/aws/small-client/services.ts';
import { answers, breaksOff, hangs, refuses, resets, scriptedAws } from './scripted-aws.ts';

let aws: Awaited<ReturnType<typeof scriptedAws>>;
beforeAll(async () => {
  aws = await scriptedAws();
});
afterAll(() => aws.stop());

const FOUND = { Item: { id: { S: 'a' } } };
const get = new GetItemCommand({ TableName: 'accounts', Key: { id: { S: 'a' } } });
const client = () => new DynamoDBClient({ requestHandler: { connectionTimeout: 150, requestTimeout: 150 } });

describe('B1: the small AWS client in trouble', () => {
  it('B1: throttled twice, it succeeds at the third attempt', async () => {
    aws.play(
      refuses(400, 'ProvisionedThroughputExceededException'),
      refuses(400, 'ThrottlingException'),
      answers(FOUND),
    );
    expect(await client().send(get)).toMatchObject({ ...FOUND, $metadata: { attempts: 3 } });
  });

  it('B1: throttled four times, it gives the refusal up to the caller under its name', async () => {
    aws.play(refuses(400, 'ThrottlingException', { message: 'Rate exceeded' }));
    await expect(client().send(get)).rejects.toMatchObject({
      name: 'ThrottlingException',
      message: 'Rate exceeded',
      $metadata: { httpStatusCode: 400, attempts: 4 },
    });
    expect(aws.received).toHaveLength(4);
  });

  it('B1: with maxAttempts 1 nothing is tried again', async () => {
    aws.play(refuses(400, 'ThrottlingException'), answers(FOUND));
    await expect(new DynamoDBClient({ maxAttempts: 1 }).send(get)).rejects.toThrow();
    expect(aws.received).toHaveLength(1);
  });

  it('B1: an answer that does not come is asked for again after the time-out', async () => {
    aws.play(hangs, answers(FOUND));
    expect(await client().send(get)).toMatchObject({ $metadata: { attempts: 2 } });
    const [first, second] = aws.received;
    expect((second?.at ?? 0) - (first?.at ?? 0)).toBeGreaterThanOrEqual(149);
  });

  it('B1: a service that never answers ends in a TimeoutError', async () => {
    aws.play(hangs);
    await expect(client().send(get)).rejects.toMatchObject({ name: 'TimeoutError' });
    expect(aws.received).toHaveLength(4);
  });

  it.each([500, 502, 503, 504])('B1: a %i is tried again', async (status) => {
    aws.play(refuses(status, 'InternalServerError'), answers(FOUND));
    expect(await client().send(get)).toMatchObject({ $metadata: { attempts: 2 } });
  });

  it('B1: an error page that is not JSON is tried again when it says 503, and is an error at 403', async () => {
    aws.play((response) => void response.writeHead(503).end('<html>'), answers(FOUND));
    expect(await client().send(get)).toMatchObject(FOUND);
    aws.play((response) => void response.writeHead(403).end('<html>'));
    await expect(client().send(get)).rejects.toMatchObject({ name: 'UnknownError' });
  });

  it('B1: a reset connection is opened anew', async () => {
    aws.play(resets, resets, answers(FOUND));
    expect(await client().send(get)).toMatchObject({ $metadata: { attempts: 3 } });
  });

  it('B1: a kept connection that was closed meanwhile costs no request', async () => {
    const patient = client();
    aws.play(answers(FOUND), resets, answers(FOUND));
    await patient.send(get);
    expect(await patient.send(get)).toMatchObject(FOUND);
  });

  it('B1: an answer that breaks off is asked for again', async () => {
    aws.play(breaksOff, answers(FOUND));
    expect(await client().send(get)).toMatchObject({ $metadata: { attempts: 2 } });
  });

  it('B1: what is no HTTP is asked for again', async () => {
    aws.play((_response, { socket }) => void socket.end('hello\r\n\r\n'), answers(FOUND));
    expect(await client().send(get)).toMatchObject({ $metadata: { attempts: 2 } });
  });

  it('B1: an answer in pieces is read whole, and the same connection carries the next request', async () => {
    const patient = client();
    const text = JSON.stringify(FOUND);
    const ports: (number | undefined)[] = [];
    aws.play((response, { socket }) => {
      ports.push(socket.remotePort);
      response.write(text.slice(0, 5), () => response.end(text.slice(5))); // in chunks, since no length is told
    });
    expect([await patient.send(get), await patient.send(get)]).toMatchObject([FOUND, FOUND]);
    expect(new Set(ports).size).toBe(1);
  });

  it('B1: a connection that is to be closed carries no other request, and neither does one with bytes too many', async () => {
    const patient = client();
    const ports: (number | undefined)[] = [];
    const keep = ({ remotePort }: Socket): void => void ports.push(remotePort);
    const tooMany = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}HTTP/1.1 200 OK\r\n';
    aws.play(
      (response, { socket }) => {
        keep(socket);
        response.writeHead(200, { connection: 'close' }).end('{}');
      },
      (_response, { socket }) => {
        keep(socket);
        socket.write(tooMany);
      },
      (response, { socket }) => {
        keep(socket);
        response.end('{}');
      },
    );
    for (let n = 0; n < 3; n += 1) await patient.send(get);
    expect(new Set(ports).size).toBe(3);
  });

  it('B1: a connection that says something nobody asked for while it waits carries no other request', async () => {
    const patient = client();
    const sockets: Socket[] = [];
    aws.play((response, { socket }) => {
      sockets.push(socket);
      response.end(JSON.stringify(FOUND));
    });
    await patient.send(get);
    const [first] = sockets;
    const closed = new Promise((resolve) => first?.once('close', resolve));
    first?.write('HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}');
    await closed;
    expect(await patient.send(get)).toMatchObject(FOUND);
    expect(new Set(sockets).size).toBe(2);
  });

  it('B1: a success that cannot be read is none: it is asked for again, and never taken for an empty answer', async () => {
    const page: Parameters<typeof aws.play>[0] = (response) => void response.writeHead(200).end('<html>');
    aws.play(page, answers(FOUND));
    expect(await client().send(get)).toMatchObject({ ...FOUND, $metadata: { attempts: 2 } });
    aws.play(page);
    await expect(client().send(get)).rejects.toMatchObject({ name: 'ProtocolError' });
  });

  it('B1: an answer whose checksum is wrong is asked for again, never used', async () => {
    const good = JSON.stringify(FOUND);
    aws.play(
      answers({ Item: { id: { S: 'b' } } }, { 'x-amz-crc32': String(crc32(good)) }),
      answers(FOUND, { 'x-amz-crc32': String(crc32(good)) }),
    );
    expect(await client().send(get)).toMatchObject({ ...FOUND, $metadata: { attempts: 2 } });
  });

  it('B1: nobody listens: the error of the network comes up after four attempts', async () => {
    const port = await closedPort();
    const before = process.env.AWS_ENDPOINT_URL;
    process.env.AWS_ENDPOINT_URL = `http://127.0.0.1:${port}`;
    const lost = client();
    process.env.AWS_ENDPOINT_URL = before;
    await expect(lost.send(get)).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('B1: a connection that is not secured in time is given up', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const before = process.env.AWS_ENDPOINT_URL;
    process.env.AWS_ENDPOINT_URL = `https://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const mute = new DynamoDBClient({ maxAttempts: 1, requestHandler: { connectionTimeout: 50 } });
    process.env.AWS_ENDPOINT_URL = before;
    await expect(mute.send(get)).rejects.toThrow('no connection in time');
    server.close();
  });

  it('B1: when nearly everything fails it stops trying again', async () => {
    aws.play(resets);
    const unlucky = new DynamoDBClient({ maxAttempts: 2 });
    await Promise.allSettled(Array.from({ length: 110 }, () => unlucky.send(get)));
    expect(aws.received).toHaveLength(110 + 100);
  });

  it.each([
    ['ConditionalCheckFailedException', 400],
    ['ValidationException', 400],
    ['AccessDeniedException', 400],
    ['ResourceNotFoundException', 400],
    ['NotImplemented', 501],
  ])('B1: %s is a verdict and is not tried again', async (name, status) => {
    aws.play(refuses(status, name), answers(FOUND));
    await expect(client().send(get)).rejects.toMatchObject({ name });
    expect(aws.received).toHaveLength(1);
  });
});

describe('B1: clock and credentials of the small AWS client', () => {
  const anHour = 3_600_000;
  const sent = (index: number): number =>
    Date.parse(
      String(aws.received[index]?.headers['x-amz-date']).replace(
        /^(....)(..)(..)T(..)(..)(..)Z$/,
        '$1-$2-$3T$4:$5:$6Z',
      ),
    );

  it('B1: an expired signature sets the clock by the service’s own date, for later requests too', async () => {
    const date = new Date(Date.now() + anHour).toUTCString();
    aws.play(refuses(400, 'RequestExpired', {}, { date }), answers(FOUND));
    const late = client();
    expect(await late.send(get)).toMatchObject({ $metadata: { attempts: 2 } });
    expect(sent(1) - sent(0)).toBeGreaterThan(anHour - 10_000);
    await late.send(get);
    expect(sent(2)).toBeGreaterThanOrEqual(sent(1));
  });

  it('B1: a wrong signature under a right clock is a verdict', async () => {
    aws.play(refuses(400, 'InvalidSignatureException', {}, { date: new Date().toUTCString() }));
    await expect(client().send(get)).rejects.toMatchObject({ name: 'InvalidSignatureException' });
    expect(aws.received).toHaveLength(1);
  });

  it('B1: credentials are those of the moment, token included', async () => {
    aws.play(answers(FOUND));
    const one = client();
    await one.send(get);
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDNEXT', AWS_SESSION_TOKEN: 'session' });
    await one.send(get);
    delete process.env.AWS_SESSION_TOKEN;
    const [first, second] = aws.received.map(({ headers }) => headers);
    expect(first?.authorization).toContain('Credential=AKIDEXAMPLE/');
    expect(second?.authorization).toContain('Credential=AKIDNEXT/');
    expect(second?.authorization).toContain('x-amz-security-token');
    expect(second?.['x-amz-security-token']).toBe('session');
  });

  it('B1: without credentials it says what is missing', async () => {
    const { AWS_ACCESS_KEY_ID } = process.env;
    delete process.env.AWS_ACCESS_KEY_ID;
    await expect(client().send(get)).rejects.toThrow('AWS_ACCESS_KEY_ID');
    Object.assign(process.env, { AWS_ACCESS_KEY_ID });
  });
});

describe('B1: what the small AWS client sends and gives back', () => {
  it('B1: bytes go as base64 and come back as bytes, also inside lists, sets and errors', async () => {
    const B = Uint8Array.of(0, 255, 7);
    const B64 = Buffer.from(B).toString('base64');
    const wire = { M: { B: { S: 'a member called B' }, list: { L: [{ B: B64 }] }, set: { BS: [B64] } } };
    aws.play(answers({ Item: { id: wire } }), refuses(400, 'Refused', { Item: { id: { B: B64 } } }));
    const put = new PutItemCommand({ TableName: 't', Item: { id: { B }, buffer: { B: Buffer.from(B) } } });
    expect(await client().send(put)).toMatchObject({
      Item: { id: { M: { B: { S: 'a member called B' }, list: { L: [{ B }] }, set: { BS: [B] } } } },
    });
    expect(JSON.parse(aws.received[0]?.body ?? '').Item).toEqual({ id: { B: B64 }, buffer: { B: B64 } });
    await expect(client().send(put)).rejects.toMatchObject({ Item: { id: { B } } });
  });

  it('B1: a cancelled transaction names its reasons', async () => {
    const CancellationReasons = [{ Code: 'None' }, { Code: 'ConditionalCheckFailed' }];
    aws.play(refuses(400, 'TransactionCanceledException', { CancellationReasons }));
    const transaction = new TransactWriteItemsCommand({ TransactItems: [] });
    await expect(client().send(transaction)).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons,
    });
  });

  it('B1: a transaction that is repeated carries the same token, another one another', async () => {
    aws.play(refuses(500, 'InternalServerError'), answers({}));
    await client().send(new TransactWriteItemsCommand({ TransactItems: [] }));
    await client().send(new TransactWriteItemsCommand({ TransactItems: [] }));
    const [first, again, other] = aws.received.map(({ body }) => JSON.parse(body).ClientRequestToken);
    expect(first).toMatch(/^[0-9a-f-]{36}$/);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('B1: a message goes to the host of its queue’s URL', async () => {
    aws.play(answers({ MessageId: '1' }));
    const QueueUrl = `${aws.endpoint.replace('127.0.0.1', 'localhost')}/queue`;
    await new SQSClient().send(new SendMessageCommand({ QueueUrl, MessageBody: 'hello' }));
    expect(aws.received[0]?.headers.host).toMatch(/^localhost:/);
    expect(aws.received[0]?.headers['x-amz-target']).toBe('AmazonSQS.SendMessage');
  });
});

async function closedPort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise<void>((resolve) => server.close(() => resolve()));
  return typeof address === 'object' && address !== null ? address.port : 0;
}
