/**
 * The contract between the laptop cloud's gateway and the services behind it.
 *
 * The gateway receives every SDK call, finds out who calls (access key id), which service and operation is meant,
 * asks IAM with the ARNs named by `resources`, applies the fault switch, and only then calls the service.
 */

/** A clock that can be moved forward (`POST /__local/clock`); every expiry of the laptop cloud reads this one. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Tells when the clock was moved; answers the function that stops telling. */
  onAdvance?(listener: () => void): () => void;
}

/** An HTTP request as it reached the gateway; header names in lower case. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** An answer in full, for services whose protocol is not AWS JSON (S3, form/XML services). */
export interface WireAnswer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

/**
 * The caller of a request that carries no credential in headers or query: a browser's form upload or CORS preflight. Only
 * S3 gets such requests; IAM is not asked, so the service itself checks the form's signature and its signer's grants.
 */
export const ANONYMOUS = 'anonymous';

/** Who makes a call and where it is made. */
export interface CallContext {
  readonly request: WireRequest;
  /** Role ARN of the calling function, `arn:aws:iam::<account>:root` for the machine's own tools, or `ANONYMOUS`. */
  readonly caller: string;
  readonly account: string;
  readonly region: string;
  readonly clock: Clock;
}

/** An error in the service's own vocabulary; rendered by the gateway in the protocol of the call. */
export class AwsError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(code: string, message: string, status = 400) {
    super(message);
    this.code = code;
    this.status = status;
  }
}

/** One operation named by the wire, with the input parsed from it. */
export interface Operation {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

export interface Service {
  /** IAM prefix, also the name used by the fault switch: `kms`, `s3`, `dynamodb`, `states`, … */
  readonly name: string;
  /** Reads the operation from a REST or form request; absent for AWS JSON services (`x-amz-target`). */
  operation?(request: WireRequest): Operation;
  /** IAM action where it differs from `<name>:<operation>` (for example `s3:PutObject` for a part upload). */
  action?(operation: Operation): string;
  /**
   * For a call that IAM checks as several actions (a DynamoDB transaction): each action with its resource. Takes the
   * place of `action` and `resources`.
   */
  grants?(
    operation: Operation,
    context: Pick<CallContext, 'account' | 'region'>,
  ): readonly { readonly action: string; readonly resource: string }[];
  /** ARNs this call touches, for the IAM decision; `['*']` where the service has no resource-level permission. */
  resources(operation: Operation, context: Pick<CallContext, 'account' | 'region'>): readonly string[];
  /** Tags of a resource, for conditions on `aws:ResourceTag`; absent: the service has none here. */
  tags?(resource: string): Readonly<Record<string, string>>;
  /** Performs the operation. Resolves to the JSON output, or to a `WireAnswer` made by `answer()`. */
  call(operation: Operation, context: CallContext): Promise<unknown>;
  /** Starts pollers and restores journaled work; called once when the gateway listens. */
  start?(): Promise<void>;
  stop?(): Promise<void>;
}

const WIRE_ANSWER = Symbol('wire answer');

/** Marks a complete HTTP answer so that the gateway sends it as it is. */
export function answer(wire: WireAnswer): WireAnswer {
  return Object.assign({ [WIRE_ANSWER]: true }, wire);
}

/** Whether a service's result is a complete HTTP answer. */
export function isWireAnswer(value: unknown): value is WireAnswer {
  return typeof value === 'object' && value !== null && WIRE_ANSWER in value;
}
