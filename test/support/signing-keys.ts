import { dynamoSigningKeys } from '../../lambdas/adapters/aws/dynamo-signing-keys.ts';
import { kmsDirectCustody } from '../../lambdas/adapters/aws/kms-direct-custody.ts';
import { kmsWrappedCustody } from '../../lambdas/adapters/aws/kms-wrapped-custody.ts';
import {
  DEFAULT_RELYING_PARTIES,
  DEFAULT_TOKEN_KEYS,
  type TokenKeySettings,
} from '../../lambdas/contracts/settings.ts';
import type {
  PublishedObject,
  PublishedObjects,
} from '../../lambdas/domain/publication/published-objects.ts';
import type { KeyOrder } from '../../lambdas/domain/signing-key/key-orders.ts';
import { keepTokenKeys } from '../../lambdas/events/keep-token-keys.ts';

export interface TestPublications extends PublishedObjects {
  /** By path. */
  readonly texts: ReadonlyMap<string, string>;
}

/** The bucket `published` in memory, with its conditional writes. */
export function testPublications(): TestPublications {
  const objects = new Map<string, PublishedObject & { version: string }>();
  const texts = new Map<string, string>();
  return {
    texts,
    load: async (path) => objects.get(path),
    async replace(path, object, version) {
      if (objects.get(path)?.version !== version) return false;
      objects.set(path, { ...object, version: String(Number(version ?? 0) + 1) });
      texts.set(path, object.text);
      return true;
    },
  };
}

/** One round of the key-keeper over the tables and keys of a test, so that tokens can be signed and are published. */
export async function keepTestKeys(
  issuer: string,
  objects: PublishedObjects,
  settings: Partial<TokenKeySettings> = {},
  order?: KeyOrder,
): Promise<void> {
  const { cacheSeconds, ...rules } = { ...DEFAULT_TOKEN_KEYS, ...settings };
  await keepTokenKeys(order, new Date(), {
    issuer,
    settings: { ...DEFAULT_RELYING_PARTIES, ...JSON.parse(process.env.RELYING_PARTIES ?? '{}') },
    objects,
    cacheSeconds,
    rules,
    keys: dynamoSigningKeys('signing-keys'),
    custody: { wrapped: kmsWrappedCustody('token-keys'), direct: kmsDirectCustody('signing-keys') },
    audit: { record: async () => {} },
  });
}
