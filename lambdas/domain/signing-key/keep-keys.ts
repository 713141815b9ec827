import type { AuditTrail } from '../audit/audit-trail.ts';
import type { KeyCustody } from './key-custody.ts';
import { activeKey, lifeStage, pendingKey } from './key-life.ts';
import { isAbandoned, type KeyRules, misfit, startOfNext } from './key-schedule.ts';
import { kidOf, nextId, type Reservation, type SigningKey, type SigningMode } from './signing-key.ts';
import type { SigningKeys } from './signing-keys.ts';
import { TOKEN_ALGORITHMS, type TokenAlgorithm } from './token-signers.ts';

export interface KeepKeysDeps {
  readonly keys: SigningKeys;
  readonly custody: Readonly<Record<SigningMode, KeyCustody>>;
  readonly rules: KeyRules;
  /** Publishes what the lines say now; the `kid`s that stand in the published JWKS. */
  readonly publish: (now: Date) => Promise<ReadonlySet<string>>;
  readonly audit: AuditTrail;
}

/**
 * One round of the key-keeper. Each line gets its next key as soon as it has none: reserved, made, published, and only then told when
 * to start. A round that ends between any two of these steps is finished by the next; two at once make one key.
 */
export async function keepKeys(now: Date, deps: KeepKeysDeps): Promise<void> {
  await forEachLine((algorithm) => prepareNext(algorithm, now, deps));
  const published = await deps.publish(now);
  await forEachLine((algorithm) => announceNext(algorithm, published, now, deps));
  await forEachLine((algorithm) => sweep(algorithm, now, deps));
}

/** One after the other: where one fails, nothing of this run goes on behind it and meets the next run. */
async function forEachLine(act: (algorithm: TokenAlgorithm) => Promise<void>): Promise<void> {
  for (const algorithm of TOKEN_ALGORITHMS) await act(algorithm);
}

/** Sees to it that a line has a key to follow; after it, the key need not be published yet. */
export async function prepareNext(algorithm: TokenAlgorithm, now: Date, deps: KeepKeysDeps): Promise<void> {
  const { keys, rules } = deps;
  const line = await keys.line(algorithm);
  const { reservation } = line;
  if (reservation !== undefined) {
    if (!isAbandoned(reservation, now) || !(await keys.takeOver(reservation, now))) return;
    return make({ ...reservation, reservedAt: now }, true, now, deps);
  }
  const unfit = misfit(line, now, rules);
  if (unfit !== undefined && (await keys.withdraw(unfit, now))) await tell('withdrawn', unfit, now, deps);
  if (unfit === undefined && pendingKey(line.keys, now) !== undefined) return;
  const next: Reservation = { algorithm, id: nextId(line), mode: rules.mode, reservedAt: now };
  if (await keys.reserve(next)) await make(next, false, now, deps);
}

async function make(reservation: Reservation, again: boolean, now: Date, deps: KeepKeysDeps): Promise<void> {
  const { algorithm, id, mode } = reservation;
  const key: SigningKey = { algorithm, id, ...(await deps.custody[mode].make(reservation, again)) };
  if (await deps.keys.fill(reservation, key)) await tell('made', key, now, deps);
}

/** Says from when the next key signs, once it stands in the published JWKS and never before. */
async function announceNext(
  algorithm: TokenAlgorithm,
  published: ReadonlySet<string>,
  now: Date,
  deps: KeepKeysDeps,
): Promise<void> {
  const { keys } = await deps.keys.line(algorithm);
  const next = pendingKey(keys, now);
  if (next === undefined || next.startsAt !== undefined || !published.has(kidOf(next))) return;
  await deps.keys.start(next, startOfNext(activeKey(keys, now), now, deps.rules));
}

/** Destroys keys whose life is over; the item goes last, so that a key is not forgotten before it is destroyed. */
async function sweep(algorithm: TokenAlgorithm, now: Date, deps: KeepKeysDeps): Promise<void> {
  const { keys } = await deps.keys.line(algorithm);
  for (const key of keys.filter((one) => lifeStage(one, keys, now, deps.rules.behindSeconds) === 'gone')) {
    await deps.custody[key.custody.mode].destroy(key);
    await deps.keys.remove(key);
    await tell('gone', key, now, deps);
  }
}

/** What happened to a key, for the audit trail. */
export async function tell(
  what: 'made' | 'started' | 'withdrawn' | 'gone',
  key: SigningKey,
  now: Date,
  { audit }: Pick<KeepKeysDeps, 'audit'>,
  actor = 'system',
): Promise<void> {
  const details = { algorithm: key.algorithm, kid: kidOf(key), mode: key.custody.mode };
  await audit.record({ event: `signing-key.${what}`, subject: '-', actor, at: now, details });
}
