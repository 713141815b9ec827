import { type KeepKeysDeps, keepKeys, prepareNext, tell } from './keep-keys.ts';
import { activeKey, pendingKey } from './key-life.ts';
import { kidOf, type SigningKey } from './signing-key.ts';
import { TOKEN_ALGORITHMS, type TokenAlgorithm } from './token-signers.ts';

/** What an operator may order beyond the schedule. */
export type KeyOrder =
  /** The next key of every algorithm starts now; the one before it stays published. */
  | { readonly order: 'rotate'; readonly operator: string }
  /** A key that may be known to others: its successor starts now, and it is published no more. */
  | { readonly order: 'withdraw'; readonly kid: string; readonly operator: string };

/**
 * Carries out an operator's order, then a usual round, which publishes and makes the keys to follow.
 * @throws Error when no key has the `kid`
 */
export async function obeyKeyOrder(order: KeyOrder, now: Date, deps: KeepKeysDeps): Promise<void> {
  if (order.order === 'rotate') {
    for (const algorithm of TOKEN_ALGORITHMS) await startNext(algorithm, order.operator, now, deps);
  } else {
    await withdraw(await findKey(order.kid, deps), order.operator, now, deps);
  }
  await keepKeys(now, deps);
}

/** The successor first: at no instant is there nothing to sign with. */
async function withdraw(key: SigningKey, operator: string, now: Date, deps: KeepKeysDeps): Promise<void> {
  const { keys } = await deps.keys.line(key.algorithm);
  if (activeKey(keys, now)?.id === key.id) await startNext(key.algorithm, operator, now, deps);
  if (await deps.keys.withdraw(key, now)) await tell('withdrawn', key, now, deps, `operator:${operator}`);
}

/** The pending key has been published for long; only where there is none is one made, and published a moment before it signs. */
async function startNext(
  algorithm: TokenAlgorithm,
  operator: string,
  now: Date,
  deps: KeepKeysDeps,
): Promise<void> {
  await prepareNext(algorithm, now, deps);
  const published = await deps.publish(now);
  const next = pendingKey((await deps.keys.line(algorithm)).keys, now);
  if (next === undefined || !published.has(kidOf(next)))
    throw new Error(
      `No ${algorithm} key is ready to follow: another run is making it; order again in two minutes.`,
    );
  if (await deps.keys.start(next, now)) await tell('started', next, now, deps, `operator:${operator}`);
}

async function findKey(kid: string, { keys }: KeepKeysDeps): Promise<SigningKey> {
  const lines = await Promise.all(TOKEN_ALGORITHMS.map((algorithm) => keys.line(algorithm)));
  const found = lines.flatMap((line) => line.keys).find((key) => kidOf(key) === kid);
  if (found === undefined)
    throw new Error(`No signing key has the kid ${kid}: "npm run keys -- list" shows them.`);
  return found;
}
