import type { Interaction } from './interaction.ts';

export interface Interactions {
  keep(interaction: Interaction): Promise<void>;
  find(id: string): Promise<Interaction | undefined>;
  /** Now waits for this approval. False when the interaction changed meanwhile. */
  awaitApproval(interaction: Interaction, approvalId: string): Promise<boolean>;
  /** Ends it, once: false for all but the first of concurrent calls. */
  finish(interaction: Interaction): Promise<boolean>;
}
