/**
 * Ids that say whose a record is, `<account id>.<its own part>`: it is found under its owner without an index, and all of an
 * owner's are one query.
 */
export const ownedId = (accountId: string, part: string): string => `${accountId}.${part}`;

/** Whose it is; undefined when the text is no such id. */
export function ownerOf(id: string): string | undefined {
  const owner = id.slice(0, Math.max(0, id.lastIndexOf('.')));
  return owner === '' ? undefined : owner;
}
