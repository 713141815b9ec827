import type { Organisation } from './organisation.ts';

/** How organisations come in: asked for by a person, decided by an operator (E3, D9). */
export interface OrganisationRegistrations {
  /**
   * Keeps a new organisation. One that was refused before may be asked for again. False, and nothing changes, when the number is
   * taken.
   */
  register(organisation: Organisation): Promise<boolean>;
}

/** The counter's side (function `registry`). */
export interface OrganisationAdmissions {
  /** Organisations of one status, oldest first. */
  withStatus(status: Organisation['status']): Promise<readonly Organisation[]>;
  /** Conditional on the version that was read; false when it changed meanwhile. */
  decide(
    organisation: Organisation,
    decision: { readonly status: Organisation['status']; readonly by: string; readonly at: Date },
  ): Promise<boolean>;
}

/**
 * Membership is how a person finds their organisations again. It gives no right by itself: a representative is who the organisation
 * names (`isRepresentative`), a delegate is who has an attribute.
 */
export interface OrganisationMemberships {
  represent(accountId: string, organisationId: string): Promise<void>;
  /** Makes a person a delegate; whoever is a member already stays what they are. */
  join(accountId: string, organisationId: string): Promise<void>;
  /** Ends a delegate's membership; a representative stays. */
  leave(accountId: string, organisationId: string): Promise<void>;
}
