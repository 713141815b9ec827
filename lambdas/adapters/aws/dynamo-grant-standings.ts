import type { Account } from '../../domain/account/account.ts';
import type { Consent } from '../../domain/consent/consent.ts';
import type { Grant } from '../../domain/grant/grant.ts';
import type { GrantStandings } from '../../domain/grant/grant-standing.ts';
import { fromItem, type Item } from './dynamo.ts';
import { readTogether } from './dynamo-batch.ts';
import { ownedKey } from './owned-key.ts';

/** Three tables, one BatchGetItem. */
export function dynamoGrantStandings(tables: {
  readonly grants: string;
  readonly accounts: string;
  readonly consents: string;
}): GrantStandings {
  return {
    async of({ grant, client }) {
      const key = ownedKey(grant);
      if (key === undefined) return {};
      const consent = { accountId: key.accountId, clientId: { S: client } };
      const found = await readTogether([
        { table: tables.grants, key, consistent: true },
        { table: tables.accounts, key: { id: key.accountId }, consistent: true },
        { table: tables.consents, key: consent, consistent: true },
      ]);
      return {
        ...named<'grant', Grant>('grant', found.get(tables.grants)),
        ...named<'account', Account>('account', found.get(tables.accounts)),
        ...named<'consent', Consent>('consent', found.get(tables.consents)),
      };
    },
  };
}

const named = <Name extends string, Value>(name: Name, item: Item | undefined): { [Key in Name]?: Value } =>
  item === undefined ? {} : ({ [name]: fromItem<Value>(item) } as { [Key in Name]?: Value });
