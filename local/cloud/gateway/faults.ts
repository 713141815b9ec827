import { AwsError } from '../service.ts';

/** What can be made to go wrong. */
export type FaultKind = 'throttle' | 'timeout' | 'deny' | 'fail' | 'slow' | 'conflict';

/** A fault waiting for its calls, as `POST /__local/faults` sets it. */
export interface Fault {
  /** `kms:Sign`; `*` stands for any operation: `kms:*`. */
  readonly operation: string;
  readonly fault: FaultKind;
  /** For how many calls; for all of them until cleared when absent. */
  readonly calls?: number;
  /** `slow` only: how long the call waits before it is performed. */
  readonly delayMilliseconds?: number;
}

/** The fault switch. */
export interface Faults {
  /** Sets a fault. Throws a sentence when the request is malformed. */
  set(request: unknown): void;
  list(): readonly Fault[];
  clear(): void;
  /** The fault that hits this call, counted off; `undefined` for nearly every call. */
  take(service: string, operation: string): Fault | undefined;
}

const KINDS: readonly string[] = [
  'throttle',
  'timeout',
  'deny',
  'fail',
  'slow',
  'conflict',
] satisfies FaultKind[];

/** Makes an empty fault switch; faults do not outlive the process. */
export function createFaults(): Faults {
  let faults: { fault: Fault; left: number }[] = [];
  return {
    set(request) {
      const fault = parseFault(request);
      faults.push({ fault, left: fault.calls ?? Number.POSITIVE_INFINITY });
    },
    list: () => faults.map(({ fault, left }) => (Number.isFinite(left) ? { ...fault, calls: left } : fault)),
    clear() {
      faults = [];
    },
    take(service, operation) {
      if (faults.length === 0) return undefined;
      const found = faults.find(
        ({ fault }) => fault.operation === `${service}:${operation}` || fault.operation === `${service}:*`,
      );
      if (found === undefined) return undefined;
      found.left -= 1;
      if (found.left <= 0) faults = faults.filter((each) => each !== found);
      return found.fault;
    },
  };
}

function parseFault(request: unknown): Fault {
  const { operation, fault, calls, delayMilliseconds } = (request ?? {}) as Record<string, unknown>;
  if (typeof operation !== 'string' || !/^[a-z0-9]+:([A-Za-z0-9]+|\*)$/.test(operation))
    throw new Error('operation must read "service:Operation", for example "kms:Sign" or "kms:*".');
  if (typeof fault !== 'string' || !KINDS.includes(fault))
    throw new Error(`fault must be one of ${KINDS.join(', ')}.`);
  if (calls !== undefined && !(Number.isInteger(calls) && Number(calls) > 0))
    throw new Error('calls must be a whole number above zero, or absent for every call.');
  if (delayMilliseconds !== undefined && !(Number(delayMilliseconds) >= 0))
    throw new Error('delayMilliseconds must be zero or more.');
  return {
    operation,
    fault: fault as FaultKind,
    ...(calls === undefined ? {} : { calls: Number(calls) }),
    ...(delayMilliseconds === undefined ? {} : { delayMilliseconds: Number(delayMilliseconds) }),
  };
}

/** The error a throttled, denied, failed or conflicting call ends in, named as the service names it. */
export function faultError(fault: FaultKind, service: string, operation: string): AwsError {
  if (fault === 'deny')
    return new AwsError('AccessDeniedException', `The fault switch denies ${service}:${operation}.`, 400);
  if (fault === 'fail') return new AwsError(FAILURE[service] ?? 'InternalServerException', FAILED, 500);
  if (fault === 'conflict') return new AwsError(CONFLICT[service] ?? 'ConflictException', CONFLICTED, 409);
  if (service === 's3') return new AwsError('SlowDown', 'Please reduce your request rate.', 503);
  return new AwsError(
    THROTTLED[service] ?? 'ThrottlingException',
    'Rate exceeded (set by the fault switch).',
    400,
  );
}

const CONFLICTED = 'A conflicting operation is under way: read again and retry (set by the fault switch).';
/** What a lost race is called: of two conditional writes (S3), of two transactions (DynamoDB). */
const CONFLICT: Readonly<Record<string, string>> = {
  s3: 'ConditionalRequestConflict',
  dynamodb: 'TransactionConflictException',
};
const FAILED = 'The service failed (set by the fault switch).';
const FAILURE: Readonly<Record<string, string>> = {
  dynamodb: 'InternalServerError',
  kms: 'KMSInternalException',
  s3: 'InternalError',
  textract: 'InternalServerError',
  rekognition: 'InternalServerError',
  sns: 'InternalError',
};
const THROTTLED: Readonly<Record<string, string>> = {
  dynamodb: 'ProvisionedThroughputExceededException',
  lambda: 'TooManyRequestsException',
  ses: 'TooManyRequestsException',
  sns: 'Throttling',
  sqs: 'RequestThrottled',
};
