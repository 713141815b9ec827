import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toItem } from '../../lambdas/adapters/aws/dynamo.ts';
import { dynamoRevocations } from '../../lambdas/adapters/aws/dynamo-revocations.ts';
import { s3PublishedLists } from '../../lambdas/adapters/aws/s3-published-lists.ts';
import {
  ISSUING_AUTHORITIES,
  type RevocationReason,
} from '../../lambdas/domain/certificate/certificate-record.ts';
import {
  type PublicationDeps,
  parsePartition,
  publishList,
} from '../../lambdas/domain/revocation-list/publish-list.ts';
import type { PublishedLists } from '../../lambdas/domain/revocation-list/published-lists.ts';
import { readCertificateList } from '../../lambdas/domain/revocation-list/read-certificate-list.ts';
import { allPartitions, publishCrls } from '../../lambdas/events/publish-crls.ts';
import { startDynamo, type TestDynamo } from '../support/dynamo.ts';
import { ORIGIN, randomSerial, type TestPki, testPki } from '../support/pki.ts';
import { testSigner } from '../support/signer.ts';
import { openTrustBucket, type TrustBucket } from '../support/trust-bucket.ts';

const NOW = new Date('2026-11-22T10:00:00.000Z');
const later = (seconds: number) => new Date(+NOW + seconds * 1000);
const HOUR = 3600;

let tables: TestDynamo;
let bucket: TrustBucket;
let pki: TestPki;
let deps: PublicationDeps;

beforeAll(async () => {
  [tables, bucket, pki] = await Promise.all([startDynamo(['revocations']), openTrustBucket(), testPki(NOW)]);
  process.env.AWS_ENDPOINT_URL_DYNAMODB = tables.url;
  deps = {
    lists: s3PublishedLists(bucket.bucket),
    revocations: dynamoRevocations('revocations'),
    trust: pki.trust,
    signers: pki.keys,
    origin: ORIGIN,
    settings: { crlSeconds: 24 * HOUR, crlRefreshSeconds: 12 * HOUR },
  };
});
afterAll(async () => {
  tables.stop();
  await bucket.close();
});

async function end(
  partition: string,
  reason: RevocationReason = 'superseded',
  revokedAt = NOW,
): Promise<string> {
  const serial = randomSerial();
  const entry = {
    partition,
    serial,
    kind: 'signature',
    holder: 'account-1',
    reason,
    revokedAt: revokedAt.toISOString(),
  };
  await dynamo().send(new PutItemCommand({ TableName: 'revocations', Item: toItem(entry) }));
  return serial;
}

async function lift(partition: string, serial: string): Promise<void> {
  const Key = toItem({ partition, serial });
  await dynamo().send(new DeleteItemCommand({ TableName: 'revocations', Key }));
}

async function published(partition: string) {
  const found = await deps.lists.load(parsePartition(partition));
  if (found === undefined) throw new Error(`Nothing is published for ${partition}.`);
  return { ...readCertificateList(found.list), version: found.version };
}

const publish = (partition: string, at: Date, changes: Partial<PublicationDeps> = {}) =>
  publishList(parsePartition(partition), at, { ...deps, ...changes });

describe('a partition’s CRL', () => {
  it('C6: is published for the first time though nothing was revoked', async () => {
    expect(await publish('signature/0', NOW)).toBe('published');
    const list = await published('signature/0');
    expect(list.entries.size).toBe(0);
    expect(list.nextUpdate).toEqual(later(24 * HOUR));
    expect(list.isSignedBy(pki.keys.signature.spki)).toBe(true);
  });

  it('C5 C6: changes when a certificate ends, when one is suspended and when that is lifted', async () => {
    const ended = await end('signature/1', 'keyCompromise');
    const held = await end('signature/1', 'certificateHold', later(0.7));
    await publish('signature/1', NOW);
    const first = await published('signature/1');
    expect(first.entries.get(ended)).toEqual({ reason: 'keyCompromise', revokedAt: NOW });
    expect(first.entries.get(held)).toEqual({ reason: 'certificateHold', revokedAt: NOW });
    await lift('signature/1', held);
    expect(await publish('signature/1', later(60))).toBe('published');
    const second = await published('signature/1');
    expect([...second.entries.keys()]).toEqual([ended]);
    expect(second.number).toBeGreaterThan(first.number);
  });

  it('C6: stays when nothing changed and it is young; is made anew before it ages', async () => {
    await end('signature/2');
    await publish('signature/2', NOW);
    const before = await published('signature/2');
    expect(await publish('signature/2', later(12 * HOUR - 1))).toBe('unchanged');
    expect((await published('signature/2')).version).toBe(before.version);
    expect(await publish('signature/2', later(12 * HOUR))).toBe('published');
    const after = await published('signature/2');
    expect(after.nextUpdate).toEqual(later(36 * HOUR));
    expect(after.entries).toEqual(before.entries);
  });

  it('C6: is made anew when its key is another than the authority’s, and after a clock ran ahead', async () => {
    await publish('signature/4', NOW, { signers: { ...pki.keys, signature: testSigner('ES256') } });
    expect((await published('signature/4')).isSignedBy(pki.keys.signature.spki)).toBe(false);
    expect(await publish('signature/4', NOW)).toBe('published');
    const ahead = await published('signature/4');
    expect(ahead.isSignedBy(pki.keys.signature.spki)).toBe(true);
    expect(await publish('signature/4', later(-HOUR))).toBe('published');
    const back = await published('signature/4');
    expect(back.thisUpdate).toEqual(later(-HOUR));
    expect(back.number).toBeGreaterThan(ahead.number);
  });

  it('C6: has numbers that grow though all come in one second, or the published list is lost', async () => {
    const numbers: number[] = [];
    for (let round = 0; round < 5; round++) {
      await end('signature/5');
      await publish('signature/5', NOW);
      numbers.push((await published('signature/5')).number);
    }
    expect(new Set(numbers).size).toBe(5);
    expect(numbers).toEqual([...numbers].sort((a, b) => a - b));
    const lost = { ...deps.lists, load: async () => undefined, replace: kept };
    let list: Uint8Array | undefined;
    async function kept(_: object, bytes: Uint8Array): Promise<boolean> {
      list = bytes;
      return true;
    }
    await publish('signature/5', later(HOUR), { lists: lost });
    expect(readCertificateList(list ?? new Uint8Array()).number).toBeGreaterThan(numbers.at(-1) ?? 0);
  });
});

describe('publishers that meet', () => {
  it('C6: many at once with revocations between them: the last list has everything, each number is used once', async () => {
    const partition = 'authentication/7';
    const numbers: number[] = [];
    const watched: PublishedLists = {
      ...deps.lists,
      async replace(where, list, replaced) {
        const done = await deps.lists.replace(where, list, replaced);
        if (done) numbers.push(readCertificateList(list).number);
        return done;
      },
    };
    const revoke = async () => {
      const serial = await end(partition);
      await publish(partition, NOW, { lists: watched });
      // What its own publisher has acknowledged is in the list, whoever wrote it.
      expect((await published(partition)).entries.has(serial)).toBe(true);
      return serial;
    };
    const serials = await Promise.all(Array.from({ length: 12 }, revoke));
    expect([...(await published(partition)).entries.keys()].sort()).toEqual([...serials].sort());
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('C6: a slow publisher cannot put an older state over a newer one', async () => {
    const partition = 'authentication/8';
    const early = await end(partition);
    let late = '';
    const slow: PublishedLists = {
      ...deps.lists,
      async replace(where, list, replaced) {
        if (late === '') {
          late = await end(partition);
          await publish(partition, NOW); // somebody overtakes
        }
        return deps.lists.replace(where, list, replaced);
      },
    };
    await publish(partition, NOW, { lists: slow });
    expect([...(await published(partition)).entries.keys()].sort()).toEqual([early, late].sort());
  });

  it('C6: one that never gets its turn gives up, and is called again', async () => {
    const busy: PublishedLists = { load: async () => undefined, replace: async () => false };
    await expect(publish('authentication/9', NOW, { lists: busy })).rejects.toThrow('stayed busy');
  });
});

describe('a publisher that dies', () => {
  const failing = async (): Promise<never> => {
    throw new Error('the lights went out');
  };
  it.each([
    ['before reading the revocations', { revocations: { ofPartition: failing } }],
    ['before signing', { signers: { authentication: { algorithm: 'ES256', sign: failing } } }],
    ['before publishing', { lists: { replace: failing } }],
  ] as const)('C6: %s leaves the old list, and the next one repairs it', async (_, broken) => {
    const partition = 'authentication/10';
    await publish(partition, NOW);
    const before = await published(partition);
    const serial = await end(partition);
    const dying = {
      ...deps,
      ...broken,
      lists: { ...deps.lists, ...('lists' in broken ? broken.lists : {}) },
      signers: { ...deps.signers, ...('signers' in broken ? broken.signers : {}) },
    };
    expect([...(await publishCrls([partition], NOW, dying)).keys()]).toEqual([partition]);
    expect((await published(partition)).version).toBe(before.version);
    expect(await publishCrls([partition], NOW, deps)).toEqual(new Map());
    expect((await published(partition)).entries.has(serial)).toBe(true);
  });

  it('C6: one broken partition does not keep the others from being published', async () => {
    const revocations = {
      ofPartition: async (partition: string) =>
        partition === 'seal/1' ? failing() : deps.revocations.ofPartition(partition),
    };
    const failures = await publishCrls(['seal/0', 'seal/1', 'seal/2', 'seal/0'], NOW, {
      ...deps,
      revocations,
    });
    expect([...failures.keys()]).toEqual(['seal/1']);
    expect((await published('seal/2')).entries.size).toBe(0);
    await expect(published('seal/1')).rejects.toThrow('Nothing');
  });

  it('C6: what is no partition is reported, not signed', async () => {
    const failures = await publishCrls(['root/0', 'nobody/1', 'seal/x', 'seal/1000', ''], NOW, deps);
    expect(failures.size).toBe(5);
  });
});

describe('all partitions', () => {
  it('C6: are those of the setting, and those of a larger setting before', async () => {
    const lists: PublishedLists = {
      ...deps.lists,
      load: async ({ authority, number }) =>
        authority === 'seal' && number < 6 ? { list: new Uint8Array(), version: '1' } : undefined,
    };
    const names = await allPartitions(4, { ...deps, lists });
    expect(names).toHaveLength(4 + 4 + 6);
    expect(new Set(names.map((name) => name.split('/')[0]))).toEqual(new Set(ISSUING_AUTHORITIES));
    expect(names).toContain('seal/5');
  });

  it('C6: whatever happens in whatever order, the list ends as the revocations stand', async () => {
    const steps = fc.array(fc.constantFrom('end', 'hold', 'lift', 'publish'), { minLength: 1, maxLength: 8 });
    let partition = 20;
    await fc.assert(
      fc.asyncProperty(steps, async (history) => {
        const name = `seal/${partition++}`;
        const standing = new Set<string>();
        const held: string[] = [];
        for (const step of history) {
          if (step === 'end') standing.add(await end(name));
          if (step === 'hold') held.push(await end(name, 'certificateHold'));
          const freed = step === 'lift' ? held.pop() : undefined;
          if (freed !== undefined) await lift(name, freed);
          if (step === 'publish') await publish(name, NOW);
        }
        await publish(name, NOW);
        expect(new Set((await published(name)).entries.keys())).toEqual(new Set([...standing, ...held]));
      }),
      { numRuns: 25 },
    );
  });
});
