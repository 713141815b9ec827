import type { Outbox } from './outbox.ts';
import type { Clock, Service } from './service.ts';
import type { Template } from './template/resource.ts';

/** What an invocation of a function came to; `payload` is the parsed JSON answer, or the error object of Lambda. */
export interface InvokeResult {
  readonly payload: unknown;
  /** Set when the function failed, as the `X-Amz-Function-Error` header names it. */
  readonly functionError?: 'Unhandled' | 'Handled';
}

/** Everything a service of the laptop cloud may use; handed to its factory once, before anything starts. */
export interface CloudParts {
  readonly template: Template;
  readonly clock: Clock;
  /** Folder of the persistent state; each service keeps its files in a subfolder of its own name. */
  readonly data: string;
  readonly account: string;
  readonly region: string;
  /** `http://127.0.0.1:<port>`, where every SDK call goes. */
  gatewayUrl(): string;
  /** `http://127.0.0.1:<port>`, the public origin (the CDN of the template). */
  publicUrl(): string;
  readonly outbox: Outbox;
  /** Runs a function by name, ARN (with or without qualifier) and waits for its answer. Throws when there is none. */
  invoke(functionArnOrName: string, payload: unknown): Promise<InvokeResult>;
  /**
   * Calls another service without a wire: `call('sqs', 'SendMessage', {…})`, as the account's root, or in the name of
   * the role `caller`, whose policies and the fault switch are then asked exactly as for a call over the wire.
   * Resolves to its JSON output; rejects with its AwsError. `dynamodb` and `lambda` (Invoke) work as well.
   */
  call(
    service: string,
    operation: string,
    input: Readonly<Record<string, unknown>>,
    caller?: string,
  ): Promise<unknown>;
  /**
   * The secret behind an access key id and the role it stands for, so that S3 can check presigned requests;
   * `undefined` when the gateway never issued the id.
   */
  credential?(accessKeyId: string): { readonly secretAccessKey: string; readonly caller: string } | undefined;
  /**
   * Whether a role of the template (by ARN) may do this; for services that act in a role's name
   * (Step Functions, Scheduler, EventBridge targets). Throws AwsError AccessDeniedException with AWS's sentence.
   */
  authorize(roleArn: string, action: string, resource: string): void;
  /** Replaces `{{resolve:secretsmanager:…}}` and `{{resolve:ssm:…}}` in every string of a value. */
  resolve<T>(value: T): Promise<T>;
  /** One line to the operator's console. */
  log(line: string): void;
  /** One loud line to stderr: something the laptop cloud cannot do. */
  warn(line: string): void;
}

/** How each service is made. */
export type ServiceFactory = (parts: CloudParts) => Service;
