/** What AWS calls a refusal of too many requests (the names its SDKs know), and what may pass by itself. */
const THROTTLING =
  /^(Throttl(ed|ing)(Exception)?|RequestThrottled(Exception)?|(Request|Bandwidth)LimitExceeded|LimitExceededException|SlowDown|PriorRequestNotComplete|ProvisionedThroughputExceededException|TooManyRequestsException|TransactionInProgressException)$/;
const TRANSIENT = /^(TimeoutError|ChecksumError|ProtocolError|RequestTimeout(Exception)?)$/;
const NETWORK = /^(ECONNRESET|ECONNREFUSED|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH)$/;
const FIRST_PAUSE_MS = { throttled: 200, transient: 50 };
const LONGEST_PAUSE_MS = 2_000;

interface Failure extends Error {
  readonly code?: string;
  readonly $metadata?: { readonly httpStatusCode: number };
}

/** Whether the same request may succeed a moment later; throttled ones wait longer. */
export function retryable({ name, code = '', $metadata }: Failure): 'throttled' | 'transient' | undefined {
  const status = $metadata?.httpStatusCode ?? 0;
  if (THROTTLING.test(name) || status === 429) return 'throttled';
  const passing = [500, 502, 503, 504].includes(status) || TRANSIENT.test(name) || NETWORK.test(code);
  return passing ? 'transient' : undefined;
}

/** Exponential, with full jitter: those who were refused together do not come back together. */
export const pauseMs = (kind: 'throttled' | 'transient', attempt: number): number =>
  Math.random() * Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS[kind] * 2 ** (attempt - 1));
