/**
 * Makes verified accounts straight in the stores and registers a relying party: `node prepare-stores.ts <how many> <client as
 * JSON>` under the environment of a deployment. Prints `[{phone, token}]`.
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { table } from '../../lambdas/shell/config.ts';
import { type MadeAccount, makeAccount } from './make-account.ts';

const [count, client = '{}'] = process.argv.slice(2);
const registration = JSON.parse(client) as { readonly client_id: string };
await dynamo().send(
  new PutItemCommand({
    TableName: table('clients'),
    Item: toItem({ id: registration.client_id, ...registration }),
  }),
);
const made: MadeAccount[] = [];
for (let number = 0; number < Number(count); number++) made.push(await makeAccount(number));
process.stdout.write(JSON.stringify(made));
