import { createPrivateKey } from 'node:crypto';
import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { jwtVerify } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamo, toAttribute } from '../../../lambdas/adapters/aws/dynamo.ts';
import { publishedKeys } from '../../../lambdas/adapters/aws/token-signers.ts';
import { kidOf, type SigningKey } from '../../../lambdas/domain/signing-key/signing-key.ts';
import { openTokenKeyWorld, QUICK, type TokenKeyWorld } from '../../support/token-key-world.ts';

let world: TokenKeyWorld;
const worlds: TokenKeyWorld[] = [];
const open = async (): Promise<TokenKeyWorld> => {
  const opened = await openTokenKeyWorld();
  worlds.push(opened);
  return opened;
};
afterAll(() => Promise.all(worlds.map((each) => each.close())));

const calls = (operation: string): number => world.kmsCalls(operation);

describe('before there is a key', () => {
  beforeAll(async () => {
    world = await open();
  });

  it('X3: signing says what to do, and works as soon as there is one', async () => {
    const instance = world.instance();
    await expect(instance.sign()).rejects.toThrow('key is in use yet: run the function key-keeper.');
    await world.keep(QUICK);
    await expect(instance.sign()).resolves.toHaveLength(2);
  });
});

describe('wrapped keys', () => {
  beforeAll(async () => {
    world = await open();
    await world.keep(QUICK);
  });

  it('B7: an instance asks KMS once for each key, however many tokens it signs', async () => {
    const [before, instance] = [calls('Decrypt'), world.instance()];
    for (let round = 0; round < 50; round++) await instance.sign();
    expect(calls('Decrypt') - before).toBe(2); // one ES256, one RS256
    expect(calls('Sign')).toBe(0);
  });

  it('B7: RFC 7518 §3.4: what is signed in process is r‖s, 64 bytes, and jose accepts it', async () => {
    const [key] = await world.line('ES256');
    for (let round = 0; round < 40; round++) {
      const [token = ''] = await world.instance().sign();
      expect(Buffer.from(token.split('.')[2] ?? '', 'base64url')).toHaveLength(64);
      const { protectedHeader } = await jwtVerify(token, key?.publicJwk ?? {});
      expect(protectedHeader).toMatchObject({ alg: 'ES256', kid: key && kidOf(key) });
    }
  });

  it('X3: the private half is in the table only as KMS encrypted it, bound to its place in the line', async () => {
    const [es256] = await world.line('ES256');
    const [rs256] = await world.line('RS256');
    const kept =
      es256?.custody.mode === 'wrapped' ? Buffer.from(es256.custody.privateKey, 'base64') : undefined;
    expect(() => createPrivateKey({ key: kept ?? '', format: 'der', type: 'pkcs8' })).toThrow();
    expect(Object.keys(es256?.publicJwk ?? {}).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x', 'y']);
    await swap(rs256, es256);
    const [instance, now] = [world.instance(), new Date()];
    const signer = await instance.signers('RS256', now);
    await expect(signer.sign(Buffer.from('x'))).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    await swap(rs256, rs256);
  });

  it('X3: a public half that belongs to another key is noticed before anything is signed', async () => {
    const [key] = await world.line('ES256');
    const jwk = { ...key?.publicJwk, kid: 'another' };
    await set(key, 'publicJwk', JSON.stringify(jwk));
    await expect(world.instance().sign()).rejects.toThrow('belongs to another key');
    await set(key, 'publicJwk', JSON.stringify(key?.publicJwk));
  });
});

describe('keys in KMS', () => {
  beforeAll(async () => {
    world = await open();
    await world.keep({ ...QUICK, mode: 'direct' });
  });

  it('B7: an instance asks KMS once for each token, and for nothing else', async () => {
    const [signs, reads] = [calls('Sign'), calls('GetPublicKey')];
    const instance = world.instance();
    for (let round = 0; round < 10; round++) {
      const [es256 = '', rs256 = ''] = await instance.sign();
      await Promise.all([es256, rs256].map((token) => world.client().verify(token)));
    }
    expect(calls('Sign') - signs).toBe(20);
    expect(calls('GetPublicKey')).toBe(reads);
  });

  it('B1: whoever checks a signature knows all keys but withdrawn ones', async () => {
    await world.keep({ ...QUICK, mode: 'direct' });
    const known = await publishedKeys({ table: 'signing-keys' })(new Date());
    expect(known.map(({ kid }) => kid).sort()).toEqual(
      world
        .published()
        .map(({ kid }) => kid)
        .sort(),
    );
    const kid = known[0]?.kid ?? '';
    await world.keep({ ...QUICK, mode: 'direct' }, { order: 'withdraw', kid, operator: 'alice' });
    const after = await publishedKeys({ table: 'signing-keys' })(new Date());
    expect(after.map((key) => key.kid)).not.toContain(kid);
  });
});

const swap = (to: SigningKey | undefined, from: SigningKey | undefined) =>
  set(to, 'custody', { ...from?.custody } as Record<string, string>);

async function set(key: SigningKey | undefined, name: string, value: string | Record<string, string>) {
  await dynamo().send(
    new UpdateItemCommand({
      TableName: 'signing-keys',
      Key: { algorithm: { S: key?.algorithm ?? '' }, id: { S: key?.id ?? '' } },
      UpdateExpression: 'SET #name = :value',
      ExpressionAttributeNames: { '#name': name },
      ExpressionAttributeValues: { ':value': toAttribute(value) },
    }),
  );
}
