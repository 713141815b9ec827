/**
 * What an operator does before anybody signs in: signing keys, a relying party, verified accounts. Bundled with the same
 * settings as the functions and loaded beside them, so that it reaches the same stores whatever those are.
 */
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { JWK } from 'jose';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoSigningKeys } from '../../lambdas/adapters/aws/dynamo-signing-keys.ts';
import { kmsSigner } from '../../lambdas/adapters/aws/kms-signer.ts';
import { kmsWrappedCustody } from '../../lambdas/adapters/aws/kms-wrapped-custody.ts';
import type { TokenKeySettings } from '../../lambdas/contracts/settings.ts';
import { keepKeys } from '../../lambdas/domain/signing-key/keep-keys.ts';
import type { Reservation } from '../../lambdas/domain/signing-key/signing-key.ts';
import { TOKEN_ALGORITHMS } from '../../lambdas/domain/signing-key/token-signers.ts';
import { key, setting, table } from '../../lambdas/shell/config.ts';
import { type MadeAccount, makeAccount } from './make-account.ts';

const { cacheSeconds: _, ...rules } = setting<TokenKeySettings>('TOKEN_KEYS');

/** Makes the first signing keys as the key-keeper does; answers the JWKS. */
export async function publish(): Promise<string> {
  const keys = dynamoSigningKeys(table('signing-keys'));
  const published: JWK[] = [];
  await keepKeys(new Date(), {
    keys,
    rules,
    custody: {
      wrapped: kmsWrappedCustody(key('token-keys')),
      direct: { make: directly, destroy: async () => {} },
    },
    audit: { record: async () => {} },
    async publish() {
      const lines = await Promise.all(TOKEN_ALGORITHMS.map((algorithm) => keys.line(algorithm)));
      published.push(...lines.flatMap((line) => line.keys.map(({ publicJwk }) => publicJwk)));
      return new Set(published.map(({ kid = '' }) => kid));
    },
  });
  return JSON.stringify({ keys: published });
}

/** The test's KMS makes no keys at run time: one of the deployment's own stands for it. The other algorithm stays wrapped. */
async function directly(reservation: Reservation) {
  if (reservation.algorithm !== 'ES256') return kmsWrappedCustody(key('token-keys')).make(reservation, false);
  const kmsKey = 'delivery-evidence';
  const publicJwk = await kmsSigner(kmsKey, 'ES256').publicJwk();
  return { publicJwk, custody: { mode: 'direct', kmsKey } as const };
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
