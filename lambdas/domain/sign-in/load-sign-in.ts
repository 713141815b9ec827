import type { Approval } from '../approval/approval.ts';
import type { Approvals } from '../approval/approvals.ts';
import type { Client, Clients } from '../client/client.ts';
import { Refusal } from '../errors.ts';
import type { Interaction } from '../interaction/interaction.ts';
import type { Interactions } from '../interaction/interactions.ts';
import { requireInteraction } from '../interaction/require-interaction.ts';
import { type Progress, progressOf } from './progress.ts';

export interface SignInStores {
  readonly interactions: Interactions;
  readonly approvals: Approvals;
  readonly clients: Clients;
}

/** A sign-in as this browser's page needs it. */
export interface SignIn {
  readonly interaction: Interaction;
  readonly client: Client;
  readonly approval?: Approval;
  readonly progress: Progress;
  /** From `login_hint`, as this browser kept it. */
  readonly phoneHint?: string;
}

/** The sign-in bound to this browser by its cookie, and where it stands: two reads (the client is remembered). */
export async function loadSignIn(
  page: {
    readonly id: string;
    readonly secret: string | undefined;
    readonly phoneHint?: string | undefined;
    readonly now: Date;
  },
  stores: SignInStores,
): Promise<SignIn> {
  const interaction = await requireInteraction(page.id, page.secret, stores.interactions);
  const [client, approval] = await Promise.all([
    stores.clients.find(interaction.request.clientId),
    interaction.approvalId === undefined ? undefined : stores.approvals.find(interaction.approvalId),
  ]);
  if (client?.status !== 'active') {
    throw new Refusal('gone', 'client-stopped', 'The service you came from was stopped.', {
      next: ['support'],
    });
  }
  const progress = progressOf(interaction, approval, page.now);
  const { phoneHint } = page;
  return {
    interaction,
    client,
    progress,
    ...(approval !== undefined && { approval }),
    ...(phoneHint !== undefined && { phoneHint }),
  };
}

/** What was asked for does not fit where the sign-in stands (409). */
export const outOfOrder = (): Refusal =>
  new Refusal('conflict', 'sign-in-step', 'This is not possible at this step. Reload the page and go on.', {
    next: ['try-again'],
  });
