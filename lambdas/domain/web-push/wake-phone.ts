import type { TokenSealers } from '../sealed-token/token-sealers.ts';
import { type PushDeps, type PushOutcome, push } from './push.ts';
import type { PushEndpoint, PushSubscription, PushSubscriptions } from './push-subscription.ts';

/** Whose phone, and how long there is something to look at. */
export interface Wake {
  readonly accountId: string;
  readonly until: Date;
}

export interface WakePhoneDeps extends PushDeps {
  readonly subscriptions: PushSubscriptions;
  readonly sealers: TokenSealers;
  /** Hears why a push did not go, in words without addresses. */
  readonly report: (failure: { readonly error?: string; readonly status?: number }) => void;
}

/**
 * Wakes the phone of an account by Web Push. False when that did not go, for whatever reason: the caller then has another way. A
 * subscription that its push service no longer knows is forgotten.
 */
export async function wakePhone(wake: Wake, now: Date, deps: WakePhoneDeps): Promise<boolean> {
  try {
    const subscription = await deps.subscriptions.of(wake.accountId);
    if (subscription === undefined) return false;
    const outcome = await pushTo(subscription, wake, now, deps);
    if (outcome.is === 'gone') await deps.subscriptions.remove(subscription);
    if (outcome.is === 'failed') deps.report({ status: outcome.status });
    return outcome.is === 'taken';
  } catch (error) {
    deps.report({ error: error instanceof Error ? error.name : 'unknown' });
    return false;
  }
}

async function pushTo(
  { sealed }: PushSubscription,
  { until }: Wake,
  now: Date,
  deps: WakePhoneDeps,
): Promise<PushOutcome> {
  const opened = (await deps.sealers('push-endpoint')).open<PushEndpoint>(sealed);
  if (opened === undefined) return { is: 'gone' }; // sealed under a secret that was replaced
  const ttlSeconds = Math.max(1, Math.floor((until.getTime() - now.getTime()) / 1000));
  return push(opened.endpoint, ttlSeconds, now, deps);
}
