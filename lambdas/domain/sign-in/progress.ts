import type { Approval } from '../approval/approval.ts';
import { type Interaction, isExpired } from '../interaction/interaction.ts';

/** Where a sign-in stands, read from its interaction and approval; nothing is written to find out. */
export type Progress =
  | { readonly state: 'phone'; readonly notice?: 'expired' }
  | { readonly state: 'waiting'; readonly approval: Approval }
  | { readonly state: 'approved'; readonly approval: Approval }
  | { readonly state: 'refused' }
  | { readonly state: 'expired' }
  | { readonly state: 'finished' };

/** An approval not given in time leads back to the phone step; a refusal, or the end of the interaction, ends the request. */
export function progressOf(interaction: Interaction, approval: Approval | undefined, now: Date): Progress {
  if (interaction.step === 'finished') return { state: 'finished' };
  if (isExpired(interaction, now)) return { state: 'expired' };
  if (interaction.step === 'phone' || approval === undefined) return { state: 'phone' };
  if (approval.state === 'approved') return { state: 'approved', approval };
  if (approval.state === 'refused') return { state: 'refused' };
  if (approval.state === 'withdrawn' || isExpired(approval, now))
    return { state: 'phone', notice: 'expired' };
  return { state: 'waiting', approval };
}
