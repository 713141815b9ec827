import type { DynamoService } from '../../dynamodb/service.ts';
import type { CloudParts } from '../../parts.ts';
import type { Functions } from '../functions.ts';
import { readMappings } from './mapping.ts';
import { consumeQueue } from './queue-source.ts';
import { consumeStream } from './stream-source.ts';

/** How long stopping waits for a batch that is being delivered. */
const STOP_MILLISECONDS = 1000;

/** Starts a consumer for each event source mapping; the returned function stops them all. */
export function startEventSources(
  parts: CloudParts,
  functions: Functions,
  dynamodb: DynamoService,
): () => Promise<void> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const consumers = readMappings(parts, functions).map((mapping) => {
    const source = mapping.sourceArn.split(':')[2];
    if (source === 'sqs') return consumeQueue(mapping, parts, signal);
    if (source === 'dynamodb') return consumeStream(mapping, parts, dynamodb, signal);
    return Promise.resolve(
      parts.warn(`Event source ${mapping.sourceArn} is of a kind the laptop cloud does not consume.`),
    );
  });
  return async () => {
    stopping.abort();
    const patience = new Promise((resolve) => setTimeout(resolve, STOP_MILLISECONDS).unref());
    await Promise.race([Promise.all(consumers), patience]);
  };
}
