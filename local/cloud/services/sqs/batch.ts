import { AwsError } from '../../service.ts';
import { type Input, structures, text } from '../input.ts';
import type { Queue } from './queue.ts';

/** Runs the entries of a batch, each with its own outcome. */
export function inBatch(queue: Queue, input: Input, perform: (queue: Queue, entry: Input) => object) {
  const entries = structures(input, 'Entries');
  if (entries.length === 0)
    throw new AwsError('EmptyBatchRequest', "The batch request doesn't contain any entries.");
  if (entries.length > 10)
    throw new AwsError('TooManyEntriesInBatchRequest', 'The batch request contains more than 10 entries.');
  const ids = entries.map((entry) => text(entry, 'Id'));
  if (new Set(ids).size < ids.length) {
    throw new AwsError(
      'BatchEntryIdsNotDistinct',
      'Two or more batch entries in the request have the same Id.',
    );
  }
  const Successful: object[] = [];
  const Failed: object[] = [];
  entries.forEach((entry, index) => {
    try {
      Successful.push({ Id: ids[index], ...perform(queue, entry) });
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      Failed.push({ Id: ids[index], Code: error.code, Message: error.message, SenderFault: true });
    }
  });
  return { Successful, Failed };
}
