import type { Approval } from '../approval/approval.ts';
import type { BrowserSession } from '../browser-session/browser-session.ts';
import { type Interaction, isExpired } from '../interaction/interaction.ts';

/** Where a sign-in stands, read from its cookie and approval; nothing is written to find out. */
export type Progress =
  | { readonly state: 'phone'; readonly notice?: 'expired' }
  | { readonly state: 'waiting'; readonly approval: Approval }
  | { readonly state: 'approved'; readonly approval: Approval }
  /** Signed in here before: the person may continue so, or ask a phone. */
  | { readonly state: 'recognised'; readonly session: BrowserSession }
  | { readonly state: 'refused' }
  | { readonly state: 'expired' };

/** An approval not given in time leads back to the phone step; a refusal, or the end of the interaction, ends the request. */
export function progressOf(
  interaction: Interaction,
  approval: Approval | undefined,
  session: BrowserSession | undefined,
  now: Date,
): Progress {
  if (isExpired(interaction, now)) return { state: 'expired' };
  if (interaction.approvalId === undefined) {
    const offered = session !== undefined && interaction.sessionId === session.id;
    return offered ? { state: 'recognised', session } : { state: 'phone' };
  }
  if (approval?.state === 'approved') return { state: 'approved', approval };
  if (approval?.state === 'refused') return { state: 'refused' };
  if (approval === undefined || approval.state === 'withdrawn' || isExpired(approval, now)) {
    return { state: 'phone', notice: 'expired' };
  }
  return { state: 'waiting', approval };
}
