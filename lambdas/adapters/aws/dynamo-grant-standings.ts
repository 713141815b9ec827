import type { Account } from '../../domain/account/account.ts';
import type { Consent } from '../../domain/consent/consent.ts';
import type { Grant } from '../../domain/grant/grant.ts';
import type { GrantStandings } from '../../domain/grant/grant-standing.ts';
import { fromItem, type Item } from './dynamo.ts';
import { readTogether } from './dynamo-batch.ts';

/** Three tables, one BatchGetItem. */
export function dynamoGrantStandings(tables: {
  readonly grants: string;
  readonly accounts: string;
  readonly consents: string;
}): GrantStandings {
  return {
    async of({ grant, account, client }) {
      const found = await readTogether([
        { table: tables.grants, key: { id: { S: grant } }, consistent: true },
        { table: tables.accounts, key: { id: { S: account } }, consistent: true },
        { table: tables.consents, key: consentKey(account, client), consistent: true },
      ]);
      return {
        ...named<'grant', Grant>('grant', found.get(tables.grants)),
        ...named<'account', Account>('account', found.get(tables.accounts)),
        ...named<'consent', Consent>('consent', found.get(tables.consents)),
      };
    },
  };
}

const consentKey = (account: string, client: string): Item => ({
  accountId: { S: account },
  clientId: { S: client },
});

const named = <Name extends string, Value>(name: Name, item: Item | undefined): { [Key in Name]?: Value } =>
  item === undefined ? {} : ({ [name]: fromItem<Value>(item) } as { [Key in Name]?: Value });
