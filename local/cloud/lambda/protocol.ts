/** What a worker thread is started with. */
export interface WorkerSetup {
  readonly handler: string;
  readonly codeFolder: string;
  /** Shared clock offset in milliseconds. */
  readonly clockOffset: Float64Array<SharedArrayBuffer>;
  readonly logFile: string;
  /** Folder of V8's compiled code, which saves a third of a cold start. */
  readonly codeCache: string;
  readonly functionName: string;
  readonly functionArn: string;
  readonly memoryMb: number;
}

/** Gateway → worker: one invocation; payloads travel as JSON text. */
export interface InvocationMessage {
  readonly requestId: string;
  readonly event: string;
  readonly limitMilliseconds: number;
}

/** Lambda's error object. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** Worker → gateway. */
export type WorkerMessage =
  | { readonly kind: 'ready' }
  | { readonly kind: 'broken'; readonly error: LambdaError }
  | { readonly kind: 'result'; readonly requestId: string; readonly payload: string }
  | { readonly kind: 'error'; readonly requestId: string; readonly error: LambdaError };
