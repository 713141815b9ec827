import { ISSUING_AUTHORITIES } from '../domain/certificate/certificate-record.ts';
import { type PublicationDeps, parsePartition, publishList } from '../domain/revocation-list/publish-list.ts';
import type { Partition } from '../domain/revocation-list/published-lists.ts';

const AT_ONCE = 8;

/**
 * Publishes what changed in these partitions, each once.
 * @returns the names of those that could not be published, with the reason for the log
 */
export async function publishCrls(
  names: readonly string[],
  now: Date,
  deps: PublicationDeps,
): Promise<ReadonlyMap<string, unknown>> {
  const failures = new Map<string, unknown>();
  const waiting = [...new Set(names)];
  const worker = async (): Promise<void> => {
    for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
      try {
        await publishList(parsePartition(name), now, deps);
      } catch (error) {
        failures.set(name, error); // the others are still published
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return failures;
}

/** Every partition there is: those of the setting, and those that a larger setting once made, as long as they are published. */
export async function allPartitions(crlPartitions: number, { lists }: PublicationDeps): Promise<string[]> {
  const names: string[] = [];
  for (const authority of ISSUING_AUTHORITIES) {
    const exists = async (partition: Partition) => (await lists.load(partition)) !== undefined;
    let number = 0;
    while (number < crlPartitions || (await exists({ authority, number })))
      names.push(`${authority}/${number++}`);
  }
  return names;
}
