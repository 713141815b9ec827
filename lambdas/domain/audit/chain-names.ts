import { createHash } from 'node:crypto';

/** So many chains side by side, so that the trail keeps up with a country; one subject is always in one chain. */
const CHAINS = 16;

export const CHAIN_NAMES: readonly string[] = Array.from(
  { length: CHAINS },
  (_, n) => `chain-${n.toString(16)}`,
);

/** The chain that holds everything about one subject, in order. */
export function chainOf(subject: string): string {
  const first = createHash('sha256').update(subject).digest()[0] ?? 0;
  return CHAIN_NAMES[first % CHAINS] ?? 'chain-0';
}
