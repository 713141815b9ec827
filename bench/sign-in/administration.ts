/**
 * What an operator does before anybody signs in: signing keys, a relying party, verified accounts. Bundled with the same
 * settings as the functions and loaded beside them, so that it reaches the same stores whatever those are.
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import type { TokenKeySettings } from '../../lambdas/contracts/settings.ts';
import { issuer, setting, table } from '../../lambdas/shell/config.ts';
import { keepTestKeys, testPublications } from '../../test/support/signing-keys.ts';
import { type MadeAccount, makeAccount } from './make-account.ts';

const publications = testPublications();

/** Makes the first signing keys; what the public origin then shows as static objects, by path. */
export async function publish(): Promise<ReadonlyMap<string, string>> {
  await keepTestKeys(issuer(), publications, setting<TokenKeySettings>('TOKEN_KEYS'));
  return publications.texts;
}

/** A relying party and verified accounts, as the registrar leaves them. */
export async function prepare(
  count: number,
  client: { readonly client_id: string },
): Promise<readonly MadeAccount[]> {
  await dynamo().send(
    new PutItemCommand({ TableName: table('clients'), Item: toItem({ id: client.client_id, ...client }) }),
  );
  const made: MadeAccount[] = [];
  for (let number = 0; number < count; number++) made.push(await makeAccount(number));
  return made;
}

/** The newest text message to a number, where no AWS outside this process keeps it. */
export const textTo = (phone: string): string =>
  (globalThis as { readonly benchTexts?: ReadonlyMap<string, string> }).benchTexts?.get(phone) ?? '';
