import type { RelyingPartyState } from '../../lambdas/contracts/relying-parties.ts';

/** Green where people sign in, brass where something waits, red where somebody has to act. */
export function lookOf(state: RelyingPartyState): 'good' | 'wait' | 'bad' {
  if (state === 'production') return 'good';
  return state === 'refused' || state === 'change-refused' || state === 'blocked' ? 'bad' : 'wait';
}
