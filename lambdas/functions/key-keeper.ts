import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoSigningKeys } from '../adapters/aws/dynamo-signing-keys.ts';
import { kmsDirectCustody } from '../adapters/aws/kms-direct-custody.ts';
import { kmsWrappedCustody } from '../adapters/aws/kms-wrapped-custody.ts';
import { s3PublishedObjects } from '../adapters/aws/s3-published-objects.ts';
import type { RelyingPartySettings, TokenKeySettings } from '../contracts/settings.ts';
import type { KeyOrder } from '../domain/signing-key/key-orders.ts';
import { keepTokenKeys } from '../events/keep-token-keys.ts';
import { bucket, issuer, key, setting, table } from '../shell/config.ts';
import { randomness } from '../shell/randomness.ts';

const { cacheSeconds, ...rules } = setting<TokenKeySettings>('TOKEN_KEYS');

const deps = {
  issuer: issuer(),
  settings: setting<RelyingPartySettings>('RELYING_PARTIES'),
  keys: dynamoSigningKeys(table('signing-keys')),
  custody: {
    wrapped: kmsWrappedCustody(key('token-keys')),
    direct: kmsDirectCustody(table('signing-keys')),
  },
  rules,
  cacheSeconds,
  objects: s3PublishedObjects(bucket('published')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Every hour; with an order when an operator gives one (only who may invoke this function can). */
export async function handler(event: Partial<KeyOrder>): Promise<void> {
  await keepTokenKeys(isOrder(event) ? event : undefined, new Date(), deps);
}

const isOrder = (event: Partial<KeyOrder>): event is KeyOrder =>
  event.operator !== undefined &&
  (event.order === 'rotate' || (event.order === 'withdraw' && 'kid' in event));
