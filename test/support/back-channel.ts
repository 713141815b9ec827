import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import type { SignInSettings } from '../../lambdas/contracts/settings.ts';
import { CIBA_GRANT, type Client } from '../../lambdas/domain/client/client.ts';
import type { QueuedMessage } from '../../lambdas/domain/relying-party-message/relying-party-message.ts';
import { hashSecret } from '../../lambdas/domain/secret-hash.ts';
import type { Handler, PersonWithPhone, SignInService } from './sign-in.ts';
import { startSignInService } from './sign-in.ts';

export const BACKCHANNEL_PATH = '/oauth/backchannel-authentication';
const SECRET = 's'.repeat(43);

export interface FormAnswer {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  readonly body: any;
}

/** What came to an address of a relying party. */
export interface Arrival {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** A relying party's own server: answers as it is told to. */
export interface Receiver {
  readonly origin: string;
  readonly arrived: Arrival[];
  /** Status of the next answers; `silent`: none ever. */
  behave(answer: { readonly status: number; readonly headers?: Record<string, string> } | 'silent'): void;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  const arrived: Arrival[] = [];
  let answer: Parameters<Receiver['behave']>[0] = { status: 204 };
  const server = createServer(async (request, response) => {
    arrived.push({ path: request.url ?? '', headers: request.headers, body: await text(request) });
    if (answer !== 'silent') response.writeHead(answer.status, answer.headers).end();
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    arrived,
    behave(next) {
      answer = next;
    },
    stop: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(() => closed());
      }),
  };
}

/** The sign-in side with what relying parties call and are called by. */
export interface BackChannelService extends SignInService {
  /** A client for CIBA by secret. */
  ciba(changes: Partial<Client> & { readonly client_id: string }): Promise<Client>;
  /** POST of a form by a client with the test's secret; members set to undefined are left out. */
  post(client: string, path: string, form: Readonly<Record<string, string | undefined>>): Promise<FormAnswer>;
  /** A CIBA request about a person that was taken: its `auth_req_id`. */
  ask(client: string, person: PersonWithPhone, form?: Readonly<Record<string, string>>): Promise<string>;
  poll(client: string, authReqId: string): Promise<FormAnswer>;
  /** The person decides about the newest question. */
  decide(person: PersonWithPhone, decision: 'approve' | 'refuse'): Promise<void>;
  /** What is on the queue to relying parties. */
  readonly messages: readonly QueuedMessage[];
  /** Runs the courier over what has not done its work, again and again, until no message is left or `rounds` are over. */
  deliver(rounds?: number): Promise<void>;
  /** What is on the queue now is of no concern any more. */
  forget(): void;
  /** The courier over one batch, as the queue delivers it. */
  courier(messages: object | readonly object[], attempt?: number): Promise<SQSBatchResponse>;
}

export async function startBackChannel(
  settings: Partial<SignInSettings> = {},
  more: {
    readonly functions?: () => Promise<Record<string, Handler>>;
    readonly mutualTls?: boolean;
  } = {},
): Promise<BackChannelService> {
  const service = await startSignInService(
    settings,
    {},
    {
      ...more,
      tables: ['signal-streams'],
      functions: async () => ({
        'back-channel': (await import('../../lambdas/functions/back-channel.ts')).handler,
        'shared-signals': (await import('../../lambdas/functions/shared-signals.ts')).handler,
        ...(await more.functions?.()),
      }),
    },
  );
  const { handler } = (await import('../../lambdas/functions/relying-party-courier.ts')) as unknown as {
    handler: (event: Partial<SQSEvent>) => Promise<SQSBatchResponse>;
  };
  let count = 0;
  let read = 0;
  const waiting = new Map<QueuedMessage, number>();
  const { messages } = service.aws.sent;

  const courier: BackChannelService['courier'] = (batch, attempt = 1) => {
    const records = [batch].flat().map((message) => recordOf(message, attempt));
    return handler({ Records: records });
  };
  const recordOf = (message: object, attempt: number) => {
    count += 1;
    return {
      messageId: `message-${count}`,
      receiptHandle: `receipt-${count}`,
      body: JSON.stringify(message),
      eventSourceARN: 'arn:aws:sqs:eu-west-1:000000000000:relying-party-messages',
      attributes: { ApproximateReceiveCount: String(attempt) },
    } as SQSEvent['Records'][number];
  };

  const post: BackChannelService['post'] = async (client, path, form) => {
    const given = { client_id: client, client_secret: SECRET, ...form };
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries(given)) if (value !== undefined) body.set(name, value);
    const answer = await fetch(service.issuer + path, { method: 'POST', body });
    const said = await answer.text();
    return { status: answer.status, headers: answer.headers, body: said === '' ? {} : JSON.parse(said) };
  };

  return {
    ...service,
    ciba: (changes) =>
      service.register({
        client_secret_hash: hashSecret(SECRET),
        grant_types: ['authorization_code', CIBA_GRANT],
        backchannel_token_delivery_mode: 'poll',
        ...changes,
      }),
    post,
    async ask(client, person, form = {}) {
      const login_hint = person.identity.phone_number;
      const { status, body } = await post(client, BACKCHANNEL_PATH, {
        scope: 'openid profile',
        login_hint,
        ...form,
      });
      if (status !== 200) throw new Error(JSON.stringify(body));
      return body.auth_req_id;
    },
    poll: (client, auth_req_id) => post(client, '/oauth/token', { grant_type: CIBA_GRANT, auth_req_id }),
    async decide(person, decision) {
      const [approval] = await person.phone.approvals();
      if (approval === undefined) throw new Error('The phone was not asked.');
      const { status, body } = await person.phone.decide(
        approval,
        decision,
        ...(decision === 'approve' ? [person.pin] : []),
      );
      if (status !== 200) throw new Error(JSON.stringify(body));
    },
    messages,
    courier,
    forget() {
      read = messages.length;
      waiting.clear();
    },
    async deliver(rounds = 20) {
      for (let round = 0; round < rounds; round += 1) {
        const all = messages;
        for (const message of all.slice(read)) waiting.set(message, 1);
        read = all.length;
        if (waiting.size === 0) return;
        for (const [message, attempt] of [...waiting]) {
          const { batchItemFailures } = await courier(message, attempt);
          if (batchItemFailures.length === 0) waiting.delete(message);
          else waiting.set(message, attempt + 1);
        }
      }
    },
  };
}
