import { setTimeout as pause } from 'node:timers/promises';
import { crc32 } from 'node:zlib';
import { exchange, type Limits } from './exchange.ts';
import type { Answer } from './read-answer.ts';
import { pauseMs, retryable } from './retry.ts';
import { sigv4 } from './sigv4.ts';

type Json = Record<string, unknown>;

/** One AWS service of the JSON protocol. */
interface Service {
  /** In host names and signatures. */
  readonly name: string;
  readonly version: '1.0' | '1.1';
  /** Before the operation in `x-amz-target`. */
  readonly target: string;
  /** Turns base64 texts of a parsed answer or error into bytes, in place. */
  readonly restore?: (answer: Json, text: string) => void;
  readonly errors?: Readonly<Record<string, new (message: string) => Error>>;
}

/** The part of the SDK's client configuration that is understood. */
interface ClientConfig {
  readonly maxAttempts?: number;
  readonly requestHandler?: Partial<Limits>;
}

const LIMITS: Limits = { connectionTimeout: 1_000, requestTimeout: 2_000 };
const SKEWED =
  /^(RequestExpired|RequestInTheFuture|RequestTimeTooSkewed|InvalidSignatureException|SignatureDoesNotMatch)$/;
/** AWS refuses signatures that are five minutes off. */
const NOTABLE_SKEW_MS = 240_000;

/** As in AWS's SDKs: when nearly everything fails, an instance stops retrying instead of adding to the load. */
const RETRY_BUDGET = 500;
const RETRY_COST = 5;

/** `XCommand` of the SDK: a class whose instances carry their input. */
export function command(operation: string, complete = (input: Json): Json => input) {
  return class {
    readonly operation = operation;
    readonly input: Json;
    constructor(input: object) {
      this.input = complete({ ...input });
    }
  };
}

/** `XClient` of the SDK. */
export const client = (service: Service) =>
  class extends JsonClient {
    constructor(config?: ClientConfig) {
      super(service, config);
    }
  };

/** A client with the SDK's `send`: answers the output with `$metadata`, throws errors named as the service names them. */
class JsonClient {
  readonly #service: Service;
  readonly #attempts: number;
  readonly #limits: Limits;
  readonly #endpoint: URL;
  readonly #sign: ReturnType<typeof sigv4>;
  #budget = RETRY_BUDGET;
  #clockOffsetMs = 0;

  constructor(service: Service, { maxAttempts = 4, requestHandler }: ClientConfig = {}) {
    const region = process.env.AWS_REGION ?? '';
    this.#service = service;
    this.#attempts = maxAttempts;
    this.#limits = { ...LIMITS, ...requestHandler };
    this.#endpoint = endpointOf(service.name, region);
    this.#sign = sigv4(service.name, region);
  }

  async send({ operation, input }: { readonly operation: string; readonly input: Json }): Promise<Json> {
    const body = JSON.stringify(input, bytesAsBase64);
    for (let attempts = 1; ; attempts += 1) {
      try {
        const { status, headers, body: answer } = await this.#attempt(operation, body, input.QueueUrl);
        const output = this.#read(status, headers, answer, attempts);
        this.#budget = Math.min(RETRY_BUDGET, this.#budget + 1);
        return output;
      } catch (error) {
        const kind = this.#correctClock(error as Error) ? 'transient' : retryable(error as Error);
        if (kind === undefined || attempts >= this.#attempts || this.#budget < RETRY_COST) throw error;
        this.#budget -= RETRY_COST;
        await pause(pauseMs(kind, attempts));
      }
    }
  }

  #attempt(operation: string, body: string, queueUrl: unknown): Promise<Answer> {
    // A queue lives where its URL says (as in the SDK), everything else at the service's endpoint.
    const url = typeof queueUrl === 'string' ? new URL(queueUrl) : this.#endpoint;
    const { version, target } = this.#service;
    const headers = {
      'content-type': `application/x-amz-json-${version}`,
      host: url.host,
      'x-amz-target': `${target}.${operation}`,
    };
    const signed = this.#sign({ headers, body, at: new Date(Date.now() + this.#clockOffsetMs) });
    return exchange(url, signed, body, this.#limits);
  }

  #read(status: number, headers: Answer['headers'], body: Buffer, attempts: number): Json {
    const checksum = headers['x-amz-crc32'];
    if (typeof checksum === 'string' && Number(checksum) !== crc32(body))
      throw Object.assign(new Error('An answer of AWS arrived damaged.'), { name: 'ChecksumError' });
    const text = body.toString();
    const output = parsed(text, status);
    this.#service.restore?.(output, text);
    const $metadata = { httpStatusCode: status, requestId: headers['x-amzn-requestid'], attempts };
    if (status === 200) return Object.assign(output, { $metadata });
    const { __type = headers['x-amzn-errortype'], message, Message, ...members } = output;
    const name = /([^#:]+)(:|$)/.exec(String(__type ?? 'UnknownError').replace(/^.*#/, ''))?.[1] ?? '';
    const error = new (this.#service.errors?.[name] ?? Error)(String(message ?? Message ?? name));
    throw Object.assign(error, members, { name, $metadata, $date: headers.date });
  }

  /** Whether the instance's clock was wrong; it is then taken as the service's. */
  #correctClock({ name, $date = '' }: Error & { readonly $date?: string }): boolean {
    const offset = Date.parse($date) - Date.now();
    if (!SKEWED.test(name) || !(Math.abs(offset - this.#clockOffsetMs) > NOTABLE_SKEW_MS)) return false;
    this.#clockOffsetMs = offset;
    return true;
  }
}

/** Whatever stands between us and the service may answer in another language; a success in one we cannot read is none. */
function parsed(text: string, status: number): Json {
  try {
    return JSON.parse(text || '{}') as Json;
  } catch {
    if (status !== 200) return {};
    throw Object.assign(new Error('An answer of AWS is not JSON.'), { name: 'ProtocolError' });
  }
}

function bytesAsBase64(this: Json, name: string, value: unknown): unknown {
  const bytes = this[name]; // a Buffer's `toJSON` has already changed `value`
  return bytes instanceof Uint8Array ? Buffer.from(bytes).toString('base64') : value;
}

/** The deployment's own Region; `AWS_ENDPOINT_URL` sends everything to a laptop. */
function endpointOf(service: string, region: string): URL {
  const domain = region.startsWith('cn-') ? 'amazonaws.com.cn' : 'amazonaws.com';
  return new URL(process.env.AWS_ENDPOINT_URL || `https://${service}.${region}.${domain}`);
}
