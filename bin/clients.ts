/**
 * `npm run clients -- import FILE [--stage default]`: registers relying parties from a JSON array of RFC 7591 metadata (or one object).
 * A `client_secret` in the file is kept only as its hash. `--stage laptop` is the Guichet of `npm start`; any other stage is reached
 * with the AWS credentials of whoever administers the deployment.
 */
import { readFileSync } from 'node:fs';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../lambdas/adapters/aws/dynamo.ts';
import type { Client } from '../lambdas/domain/client/client.ts';
import { clientFaults } from '../lambdas/domain/client/client-faults.ts';
import { hashSecret } from '../lambdas/domain/secret-hash.ts';
import { prefix } from '../lib/names.ts';
import { administer, fail, readArguments } from './deployment.ts';

const SECRET_MINIMUM = 32;

const USAGE = 'Usage: npm run clients -- import <file.json> [--stage <stage>]';

const { positionals, values } = readArguments(USAGE, { stage: { type: 'string', default: 'default' } });
const [command, file] = positionals;
if (command !== 'import' || file === undefined) fail(USAGE);

const clients = entriesOf(file).map(toClient);
const faults = clients.flatMap((client) =>
  clientFaults(client).map((fault) => `${client.client_id}: ${fault}`),
);
if (faults.length > 0) fail(faults.join('\n'));
await administer(values.stage, async () => {
  for (const client of clients) {
    const item = toItem({ id: client.client_id, ...client });
    await dynamo().send(
      new PutItemCommand({ TableName: prefix({ name: values.stage }, 'clients'), Item: item }),
    );
    console.log(`Registered ${client.client_id} (${client.client_name}).`);
  }
});

function entriesOf(path: string): (Partial<Client> & { client_secret?: string })[] {
  try {
    return [JSON.parse(readFileSync(path, 'utf8'))].flat();
  } catch (error) {
    fail(`${path} cannot be read as JSON: ${error instanceof Error ? error.message : error}`);
  }
}

/** RFC 7591 metadata with the defaults of this provider. */
function toClient({ client_secret, ...metadata }: Partial<Client> & { client_secret?: string }): Client {
  if (client_secret !== undefined && client_secret.length < SECRET_MINIMUM) {
    fail(`${metadata.client_id}: client_secret must have at least ${SECRET_MINIMUM} characters.`);
  }
  return {
    client_id: '',
    client_name: metadata.client_id ?? '',
    redirect_uris: [],
    token_endpoint_auth_method: client_secret === undefined ? 'private_key_jwt' : 'client_secret_post',
    id_token_signed_response_alg: 'ES256',
    scope: 'openid',
    profile: 'standard',
    status: 'active',
    ...metadata,
    ...(client_secret !== undefined && { client_secret_hash: hashSecret(client_secret) }),
  };
}
