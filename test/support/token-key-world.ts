import { DescribeKeyCommand, KMSClient, ListKeysCommand, ListResourceTagsCommand } from '@aws-sdk/client-kms';
import { createRemoteJWKSet, customFetch, jwtVerify } from 'jose';
import { afterAll, vi } from 'vitest';
import { dynamoSigningKeys } from '../../lambdas/adapters/aws/dynamo-signing-keys.ts';
import { kmsDirectCustody } from '../../lambdas/adapters/aws/kms-direct-custody.ts';
import { kmsWrappedCustody } from '../../lambdas/adapters/aws/kms-wrapped-custody.ts';
import { tokenSigners } from '../../lambdas/adapters/aws/token-signers.ts';
import { DEFAULT_RELYING_PARTIES, type TokenKeySettings } from '../../lambdas/contracts/settings.ts';
import type { AuditEvent } from '../../lambdas/domain/audit/audit-trail.ts';
import { signJws } from '../../lambdas/domain/signer/signer.ts';
import type { KeyOrder } from '../../lambdas/domain/signing-key/key-orders.ts';
import { TOKEN_ALGORITHMS, type TokenAlgorithm } from '../../lambdas/domain/signing-key/token-signers.ts';
import { type KeepTokenKeysDeps, keepTokenKeys } from '../../lambdas/events/keep-token-keys.ts';
import type { ServiceFactory } from '../../local/cloud/parts.ts';
import type { Service } from '../../local/cloud/service.ts';
import { kms } from '../../local/cloud/services/kms/kms.ts';
import { ACCESS_KEY, openSmallCloud } from '../local/cloud/small-cloud.ts';
import { startDynamo } from './dynamo.ts';
import { testPublications } from './signing-keys.ts';

const ISSUER = 'https://id.guichet.test';
const HOUR = 3600;

/** Short lives, so that a day of test time has several rotations. */
export const QUICK: TokenKeySettings = {
  mode: 'wrapped',
  rotationSeconds: 6 * HOUR,
  aheadSeconds: 3 * HOUR,
  behindSeconds: 4 * HOUR,
  cacheSeconds: HOUR,
};

export type TokenKeyWorld = Awaited<ReturnType<typeof openTokenKeyWorld>>;

const kmsCalls = new Map<string, number>();

/** KMS, with the number of calls of each operation. */
const counted: ServiceFactory = (parts) => {
  const service = kms(parts);
  const call: Service['call'] = (operation, context) => {
    kmsCalls.set(operation.name, (kmsCalls.get(operation.name) ?? 0) + 1);
    return service.call(operation, context);
  };
  return { ...service, call };
};

let ground: ReturnType<typeof openGround> | undefined;
afterAll(async () => (await ground)?.dynamo.stop());

/** Table and KMS, once for all worlds of a test file: the SDK's clients are shared and keep their address. */
async function openGround() {
  const dynamo = await startDynamo(['signing-keys']);
  const cloud = await openSmallCloud({
    services: [counted],
    resources: { TokenKeys: { Type: 'AWS::KMS::Key', Properties: {} } },
    call: () => ({}),
  });
  Object.assign(process.env, {
    AWS_ENDPOINT_URL_DYNAMODB: dynamo.url,
    AWS_ENDPOINT_URL_KMS: cloud.url,
    AWS_REGION: 'eu-west-1',
    AWS_ACCESS_KEY_ID: ACCESS_KEY.accessKeyId,
    AWS_SECRET_ACCESS_KEY: ACCESS_KEY.secretAccessKey,
  });
  return { dynamo, cloud, wrappingKey: cloud.parts.template.find('AWS::KMS::Key', 'TokenKeys')?.arn ?? '' };
}

/**
 * The life of token keys with everything real around it: the table, KMS keys (of the laptop cloud), the published documents behind an
 * edge that caches, instances of functions that sign, and clients of relying parties that cache the JWKS. Begins without any key.
 */
export async function openTokenKeyWorld() {
  ground ??= openGround();
  const { cloud, wrappingKey } = await ground;
  vi.useFakeTimers({ toFake: ['Date'], now: Date.parse('2026-11-22T08:00:00Z') });
  const callsBefore = new Map(kmsCalls);
  const objects = testPublications();
  const events: AuditEvent[] = [];
  const keys = dynamoSigningKeys('signing-keys');
  const client = new KMSClient(cloud.client);
  for (const algorithm of TOKEN_ALGORITHMS)
    for (const key of (await keys.line(algorithm)).keys) await keys.remove(key);
  const earlier = new Set((await client.send(new ListKeysCommand({}))).Keys?.map(({ KeyId }) => KeyId));

  const deps = (settings: TokenKeySettings): KeepTokenKeysDeps => {
    const { cacheSeconds, ...rules } = settings;
    return {
      issuer: ISSUER,
      settings: DEFAULT_RELYING_PARTIES,
      objects,
      cacheSeconds,
      rules,
      keys,
      custody: { wrapped: kmsWrappedCustody(wrappingKey), direct: kmsDirectCustody('signing-keys') },
      audit: { record: async (event) => void events.push(event) },
    };
  };

  return {
    events,
    keys,
    /** So often was KMS asked for this since the world was opened. */
    kmsCalls: (operation: string) => (kmsCalls.get(operation) ?? 0) - (callsBefore.get(operation) ?? 0),
    deps,
    advance: (seconds: number) => void vi.setSystemTime(Date.now() + seconds * 1000),
    keep: (settings: TokenKeySettings, order?: KeyOrder) => keepTokenKeys(order, new Date(), deps(settings)),
    line: async (algorithm: TokenAlgorithm) => (await keys.line(algorithm)).keys,
    published: () => JSON.parse(objects.texts.get('/oauth/jwks') ?? '{"keys":[]}').keys as { kid: string }[],
    instance: () => signingInstance(wrappingKey),
    client: () => cachingClient(objects.texts),
    edge: () => edgeOver(objects.texts),
    /** KMS keys that were made at run time and are not to be deleted. */
    async liveKmsKeys(): Promise<number> {
      const { Keys = [] } = await client.send(new ListKeysCommand({}));
      const states = await Promise.all(
        Keys.filter(({ KeyId }) => !earlier.has(KeyId)).map(async ({ KeyId }) => {
          const { Tags } = await client.send(new ListResourceTagsCommand({ KeyId }));
          const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId }));
          return (
            Tags?.some(({ TagValue }) => TagValue === 'signing-keys') && KeyMetadata?.KeyState === 'Enabled'
          );
        }),
      );
      return states.filter(Boolean).length;
    },
    close() {
      vi.useRealTimers();
      client.destroy();
    },
  };
}

/** One instance of the function `token`, which signs a token of each algorithm. */
function signingInstance(wrappingKey: string) {
  const signers = tokenSigners({ table: 'signing-keys', wrappingKey });
  return {
    signers,
    sign: () =>
      Promise.all(
        TOKEN_ALGORITHMS.map(async (algorithm) => {
          const now = new Date();
          return signJws(await signers(algorithm, now), {}, { iss: ISSUER, iat: now.getTime() / 1000 });
        }),
      ),
  };
}

/** The edge keeps a copy for `cacheSeconds`, from whenever it was first asked. */
function edgeOver(texts: ReadonlyMap<string, string>) {
  let copy: { readonly text: string; readonly until: number } | undefined;
  return (): string => {
    if (copy === undefined || copy.until <= Date.now())
      copy = { text: texts.get('/oauth/jwks') ?? '', until: Date.now() + QUICK.cacheSeconds * 1000 };
    return copy.text;
  };
}

/**
 * A relying party's library at its most stubborn: it keeps the JWKS for `cacheSeconds`, counted from when the edge gave it, and never
 * asks again for a `kid` that it does not know.
 */
function cachingClient(texts: ReadonlyMap<string, string>, edge = edgeOver(texts)) {
  let fetches = 0;
  const keySet = createRemoteJWKSet(new URL(`${ISSUER}/oauth/jwks`), {
    cacheMaxAge: QUICK.cacheSeconds * 1000,
    cooldownDuration: Number.POSITIVE_INFINITY,
    [customFetch]: async () => {
      fetches += 1;
      return new Response(edge(), { status: 200 });
    },
  });
  return {
    fetches: () => fetches,
    verify: async (token: string) =>
      (await jwtVerify(token, keySet, { issuer: ISSUER })).protectedHeader.kid ?? '',
  };
}
