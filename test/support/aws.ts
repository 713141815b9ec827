import {
  createHash,
  createHmac,
  generateKeyPairSync,
  type KeyObject,
  randomBytes,
  randomUUID,
  timingSafeEqual,
} from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { p256, p384 } from '@noble/curves/nist.js';
import {
  environmentName,
  KEYS,
  type KeyName,
  SECRETS,
  type SecretName,
  type TableName,
} from '../../lambdas/authorities.ts';
import { openText, sealText } from '../../lambdas/domain/personal-data/seal.ts';
import type { QueuedMessage } from '../../lambdas/domain/relying-party-message/relying-party-message.ts';
import { startDynamo, tableEnvironment } from './dynamo.ts';

export interface TestAws {
  readonly endpoint: string;
  /** How often each `Service.Operation` was called. */
  readonly calls: Map<string, number>;
  /** What was put on queues (message bodies, parsed) and what SNS sent to phones. */
  readonly sent: {
    readonly queued: Queued[];
    /** What was put on the queue of messages to relying parties. */
    readonly messages: QueuedMessage[];
    readonly texts: { to: string; text: string }[];
    /** What SES sent. */
    readonly mails: { to: string; subject: string; text: string }[];
    /** Messages whose consumer wants them again later. */
    readonly postponed: { queue: string; receipt: string; seconds: number }[];
  };
  stop(): void;
}

interface Queued {
  readonly id?: string;
  readonly template: string;
  readonly to: { readonly email?: string; readonly phone?: string; readonly account?: string };
  readonly data: Readonly<Record<string, string>>;
  readonly until?: string;
}

/**
 * The AWS a store or an endpoint needs in a test, on one loopback port: real DynamoDB semantics, real keys, real secrets.
 * Sets `AWS_ENDPOINT_URL`, credentials and the resource names of `authorities.ts` in `process.env`.
 * Whole journeys run on the laptop cloud instead (test/flows).
 */
export async function startAws(tables: readonly TableName[]): Promise<TestAws> {
  const dynamo = await startDynamo(tables);
  const calls = new Map<string, number>();
  const sent: TestAws['sent'] = { queued: [], messages: [], texts: [], mails: [], postponed: [] };
  const server = createServer(async (request, response) => {
    const body = await buffer(request);
    const target = String(request.headers['x-amz-target'] ?? 'unknown');
    const operation = target.replace(/^DynamoDB_\d+/, 'DynamoDB').replace('TrentService', 'KMS');
    calls.set(operation, (calls.get(operation) ?? 0) + 1);
    const answer = target.startsWith('DynamoDB')
      ? await forward(dynamo.url, target, body)
      : (deliver(target, body, sent) ?? local(target, body));
    response.writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.1' }).end(answer.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  Object.assign(process.env, {
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'test',
    ...tableEnvironment(tables),
    ...names(Object.keys(KEYS), 'KEY'),
    ...names(Object.keys(SECRETS), 'SECRET'),
  });
  return {
    endpoint,
    calls,
    sent,
    stop() {
      server.closeAllConnections();
      server.close();
      dynamo.stop();
    },
  };
}

const names = (resources: readonly string[], kind: 'KEY' | 'SECRET'): Record<string, string> =>
  Object.fromEntries(resources.map((name) => [environmentName(name, kind), name]));

interface Answer {
  readonly status: number;
  readonly body: string;
}

async function forward(url: string, target: string, body: Buffer): Promise<Answer> {
  const headers = {
    'x-amz-target': target,
    'content-type': 'application/x-amz-json-1.0',
    authorization:
      'AWS4-HMAC-SHA256 Credential=test/20260101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
    'x-amz-date': '20260101T000000Z',
  };
  const answer = await fetch(url, { method: 'POST', headers, body: new Uint8Array(body) });
  return { status: answer.status, body: await answer.text() };
}

/** SQS SendMessage (JSON protocol), SNS Publish (query protocol) and SES SendEmail (REST): delivered into `sent`. */
function deliver(target: string, body: Buffer, sent: TestAws['sent']): Answer | undefined {
  if (target === 'AmazonSQS.SendMessage') {
    const { MessageBody, QueueUrl } = JSON.parse(body.toString()) as Record<
      'MessageBody' | 'QueueUrl',
      string
    >;
    if (QueueUrl.endsWith('/relying-party-messages')) sent.messages.push(JSON.parse(MessageBody));
    else sent.queued.push(JSON.parse(MessageBody) as Queued);
    const MD5OfMessageBody = createHash('md5').update(MessageBody).digest('hex');
    return { status: 200, body: JSON.stringify({ MessageId: randomUUID(), MD5OfMessageBody }) };
  }
  if (target === 'AmazonSQS.SendMessageBatch') {
    const { Entries } = JSON.parse(body.toString()) as { Entries: { Id: string; MessageBody: string }[] };
    const Successful = Entries.map(({ Id, MessageBody }) => {
      sent.queued.push(JSON.parse(MessageBody) as Queued);
      return {
        Id,
        MessageId: randomUUID(),
        MD5OfMessageBody: createHash('md5').update(MessageBody).digest('hex'),
      };
    });
    return { status: 200, body: JSON.stringify({ Successful }) };
  }
  if (target === 'AmazonSQS.GetQueueUrl') {
    const { QueueName } = JSON.parse(body.toString()) as { QueueName: string };
    return {
      status: 200,
      body: JSON.stringify({ QueueUrl: `${process.env.AWS_ENDPOINT_URL}/${QueueName}` }),
    };
  }
  if (target === 'AmazonSQS.ChangeMessageVisibility') {
    const asked = JSON.parse(body.toString()) as Record<'QueueUrl' | 'ReceiptHandle', string> & {
      VisibilityTimeout: number;
    };
    const queue = asked.QueueUrl.split('/').at(-1) ?? '';
    sent.postponed.push({ queue, receipt: asked.ReceiptHandle, seconds: asked.VisibilityTimeout });
    return { status: 200, body: '{}' };
  }
  if (target === 'unknown' && body.toString().startsWith('{')) {
    sent.mails.push(mailOf(JSON.parse(body.toString())));
    return { status: 200, body: JSON.stringify({ MessageId: '1' }) };
  }
  const form = target === 'unknown' ? new URLSearchParams(body.toString()) : undefined;
  if (form?.get('Action') !== 'Publish') return undefined;
  sent.texts.push({ to: form.get('PhoneNumber') ?? '', text: form.get('Message') ?? '' });
  const xml = '<PublishResponse><PublishResult><MessageId>1</MessageId></PublishResult></PublishResponse>';
  return { status: 200, body: xml };
}

interface SesMail {
  readonly Destination: { readonly ToAddresses: readonly string[] };
  readonly Content: {
    readonly Simple: {
      readonly Subject: { Data: string };
      readonly Body: { readonly Text: { Data: string } };
    };
  };
}

const mailOf = ({ Destination, Content: { Simple } }: SesMail) => ({
  to: Destination.ToAddresses[0] ?? '',
  subject: Simple.Subject.Data,
  text: Simple.Body.Text.Data,
});

function local(target: string, body: Buffer): Answer {
  const operation = OPERATIONS[target];
  if (operation === undefined)
    return { status: 501, body: JSON.stringify({ __type: 'NotImplemented', message: target }) };
  try {
    return { status: 200, body: JSON.stringify(operation(JSON.parse(body.toString()))) };
  } catch (error) {
    return {
      status: 400,
      body: JSON.stringify({ __type: (error as Error).name, message: (error as Error).message }),
    };
  }
}

type Input = Record<string, string> & { EncryptionContext?: Record<string, string> };

const pairs = new Map<string, { publicKey: KeyObject; privateKey: KeyObject }>();
const masters = new Map<string, Buffer>();
const bytes = (base64: string | undefined): Buffer => Buffer.from(base64 ?? '', 'base64');
const base64 = (data: Uint8Array): string => Buffer.from(data).toString('base64');

function pair(name: string): { publicKey: KeyObject; privateKey: KeyObject } {
  const known = pairs.get(name);
  if (known !== undefined) return known;
  const made = makePair(KEYS[name as KeyName].spec);
  pairs.set(name, made);
  return made;
}

function makePair(spec: string): { publicKey: KeyObject; privateKey: KeyObject } {
  if (spec === 'RSA_2048') return generateKeyPairSync('rsa', { modulusLength: 2048 });
  return generateKeyPairSync('ec', { namedCurve: spec === 'ECC_NIST_P384' ? 'P-384' : 'P-256' });
}

const contextOf = ({ EncryptionContext = {} }: Input): string =>
  JSON.stringify(Object.entries(EncryptionContext).sort());

function master(name: string): Buffer {
  const known = masters.get(name) ?? randomBytes(32);
  masters.set(name, known);
  return known;
}

const macOf = (input: Input): Buffer =>
  createHmac('sha256', master(input.KeyId ?? ''))
    .update(bytes(input.Message))
    .digest();

function refuse(name: string): never {
  throw Object.assign(new Error(name), { name });
}

const OPERATIONS: Record<string, (input: Input) => object> = {
  'TrentService.GenerateMac': (input) => ({ Mac: base64(macOf(input)), KeyId: input.KeyId }),
  'TrentService.VerifyMac': (input) =>
    timingSafeEqual(macOf(input), bytes(input.Mac))
      ? { MacValid: true, KeyId: input.KeyId }
      : refuse('KMSInvalidMacException'),
  'TrentService.GetPublicKey': (input) => ({
    PublicKey: base64(pair(input.KeyId ?? '').publicKey.export({ type: 'spki', format: 'der' })),
  }),
  'TrentService.Sign': (input) => ({ Signature: base64(signDigest(input)) }),
  'TrentService.GenerateDataKey': (input) => {
    const plain = randomBytes(32);
    const sealed = sealText(master(input.KeyId ?? ''), contextOf(input), base64(plain), randomBytes(12));
    return { Plaintext: base64(plain), CiphertextBlob: base64(Buffer.from(sealed)) };
  },
  'TrentService.GenerateDataKeyPairWithoutPlaintext': (input) => {
    const { publicKey, privateKey } = makePair(input.KeyPairSpec ?? '');
    const secret = base64(privateKey.export({ type: 'pkcs8', format: 'der' }));
    const sealed = sealText(master(input.KeyId ?? ''), contextOf(input), secret, randomBytes(12));
    return {
      PublicKey: base64(publicKey.export({ type: 'spki', format: 'der' })),
      PrivateKeyCiphertextBlob: base64(Buffer.from(sealed)),
    };
  },
  'TrentService.Decrypt': (input) => {
    try {
      const sealed = bytes(input.CiphertextBlob).toString();
      return {
        Plaintext: openText(master(input.KeyId ?? ''), contextOf(input), sealed),
      };
    } catch {
      return refuse('InvalidCiphertextException');
    }
  },
  'secretsmanager.GetSecretValue': (input) => ({
    SecretString: master(`secret:${input.SecretId as SecretName}`).toString('hex'),
  }),
};

/** KMS signs a ready digest, which node:crypto cannot for ECDSA. */
function signDigest(input: Input): Uint8Array {
  const { privateKey } = pair(input.KeyId ?? '');
  const digest = bytes(input.Message);
  const secret = Buffer.from(privateKey.export({ format: 'jwk' }).d ?? '', 'base64url');
  const curve = digest.length === 48 ? p384 : p256;
  return curve.sign(digest, secret, { prehash: false, format: 'der' });
}
