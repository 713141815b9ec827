import { ownerOf } from '../../domain/account/owned-id.ts';

/** Key of a record under its account, of tables `accountId` + `id`; undefined when the text is no `ownedId`. */
export function ownedKey(id: string): { accountId: { S: string }; id: { S: string } } | undefined {
  const owner = ownerOf(id);
  return owner === undefined || id.length > 512 ? undefined : { accountId: { S: owner }, id: { S: id } };
}
