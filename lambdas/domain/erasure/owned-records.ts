/** What one table holds under an id: of a person under their account, of a move its notices. */
export interface OwnedRecords {
  /** Deletes all of it; may be repeated. */
  purge(owner: string): Promise<void>;
}

/** Tables whose records of a person say nothing to anybody else, and go as they are. `move-notices` lie under their move. */
export const OWNED_TABLES = [
  'approvals',
  'consents',
  'grants',
  'sign-ins',
  'business-consents',
  'organisation-members',
  'personas',
  'signing-shares',
  'move-notices',
  'moves',
  'boxes',
  'pins',
  'devices',
  'push-subscriptions',
] as const;
export type OwnedTable = (typeof OWNED_TABLES)[number];
