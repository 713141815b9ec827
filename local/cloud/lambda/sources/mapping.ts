import type { CloudParts } from '../../parts.ts';
import type { Resource } from '../../template/resource.ts';
import type { FunctionDefinition } from '../definition.ts';
import type { Functions } from '../functions.ts';

/** An event source mapping of the template. */
export interface Mapping {
  readonly id: string;
  readonly sourceArn: string;
  readonly consumer: FunctionDefinition;
  readonly batchSize: number;
  /** How long a batch is gathered before it is delivered. */
  readonly windowSeconds: number;
  readonly reportsItemFailures: boolean;
  /** Streams only: how often a failing batch is tried again; -1 for as long as its records live. */
  readonly retryAttempts: number;
  readonly maximumAgeSeconds: number;
  readonly bisects: boolean;
  /** Where the description of a given-up batch goes. */
  readonly onFailureArn?: string;
  readonly filters: readonly unknown[];
}

const DEFAULT_BATCH: Readonly<Record<string, number>> = { sqs: 10, dynamodb: 100 };

/** Reads every enabled mapping whose function runs here. */
export function readMappings({ template, warn }: CloudParts, functions: Functions): Mapping[] {
  return template.resources('AWS::Lambda::EventSourceMapping').flatMap((resource) => {
    if (resource.properties.Enabled === false) return [];
    try {
      return [readMapping(resource, functions)];
    } catch (error) {
      warn(
        `The event source ${resource.logicalId} is not consumed: ${error instanceof Error ? error.message : error}`,
      );
      return [];
    }
  });
}

function readMapping({ physicalId, properties }: Resource, functions: Functions): Mapping {
  const sourceArn = String(properties.EventSourceArn);
  const { OnFailure } = (properties.DestinationConfig ?? {}) as { OnFailure?: { Destination?: string } };
  const { Filters = [] } = (properties.FilterCriteria ?? {}) as { Filters?: { Pattern: string }[] };
  return {
    id: physicalId,
    sourceArn,
    consumer: functions.find(String(properties.FunctionName)),
    batchSize: Number(properties.BatchSize ?? DEFAULT_BATCH[sourceArn.split(':')[2] ?? ''] ?? 10),
    windowSeconds: Number(properties.MaximumBatchingWindowInSeconds ?? 0),
    reportsItemFailures: ((properties.FunctionResponseTypes ?? []) as string[]).includes(
      'ReportBatchItemFailures',
    ),
    retryAttempts: Number(properties.MaximumRetryAttempts ?? -1),
    maximumAgeSeconds: Number(properties.MaximumRecordAgeInSeconds ?? -1),
    bisects: properties.BisectBatchOnFunctionError === true,
    ...(OnFailure?.Destination === undefined ? {} : { onFailureArn: OnFailure.Destination }),
    filters: Filters.map(({ Pattern }) => JSON.parse(Pattern) as unknown),
  };
}

/** The identifiers a function reports as failed; `undefined` when its answer does not have that form. */
export function failedIdentifiers(payload: unknown): readonly string[] | undefined {
  const { batchItemFailures } = (payload ?? {}) as { batchItemFailures?: { itemIdentifier?: string }[] };
  if (batchItemFailures === undefined || batchItemFailures === null) return [];
  const identifiers = batchItemFailures.map(({ itemIdentifier }) => itemIdentifier);
  return identifiers.every((each) => typeof each === 'string' && each !== '')
    ? (identifiers as string[])
    : undefined;
}
