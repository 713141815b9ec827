import { constants, createHash, createPublicKey, verify } from 'node:crypto';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import {
  DecryptCommand,
  DescribeKeyCommand,
  DisableKeyCommand,
  EnableKeyCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateDataKeyPairCommand,
  GenerateMacCommand,
  GenerateRandomCommand,
  GetPublicKeyCommand,
  KMSClient,
  ListAliasesCommand,
  ReEncryptCommand,
  ScheduleKeyDeletionCommand,
  SignCommand,
  type SigningAlgorithmSpec,
  VerifyCommand,
  VerifyMacCommand,
} from '@aws-sdk/client-kms';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kms } from '../../../../local/cloud/services/kms/kms.ts';
import { openSmallCloud, type SmallCloud } from '../small-cloud.ts';

const key = (KeySpec: string, KeyUsage: string) => ({
  Type: 'AWS::KMS::Key',
  Properties: { KeySpec, KeyUsage },
});
const resources = {
  P256: key('ECC_NIST_P256', 'SIGN_VERIFY'),
  P384: key('ECC_NIST_P384', 'SIGN_VERIFY'),
  Rsa: key('RSA_2048', 'SIGN_VERIFY'),
  RsaBox: key('RSA_2048', 'ENCRYPT_DECRYPT'),
  Pins: key('HMAC_256', 'GENERATE_VERIFY_MAC'),
  Codes: key('HMAC_512', 'GENERATE_VERIFY_MAC'),
  Data: { Type: 'AWS::KMS::Key' },
  Other: { Type: 'AWS::KMS::Key' },
  DataAlias: {
    Type: 'AWS::KMS::Alias',
    Properties: { AliasName: 'alias/data', TargetKeyId: { 'Fn::GetAtt': ['Data', 'Arn'] } },
  },
};

let cloud: SmallCloud;
let client: KMSClient;
beforeAll(async () => {
  cloud = await openSmallCloud({ services: [kms], resources });
  client = new KMSClient(cloud.client);
});
afterAll(async () => {
  client.destroy();
  await cloud.close();
});

const id = (name: string) => cloud.parts.template.find('AWS::KMS::Key', name)?.physicalId ?? '';
const message = Buffer.from('to be signed');

describe('signatures', () => {
  const algorithms: [string, SigningAlgorithmSpec][] = [
    ['P256', 'ECDSA_SHA_256'],
    ['P384', 'ECDSA_SHA_384'],
    ...(['SHA_256', 'SHA_384', 'SHA_512'] as const).flatMap((hash): [string, SigningAlgorithmSpec][] => [
      ['Rsa', `RSASSA_PKCS1_V1_5_${hash}`],
      ['Rsa', `RSASSA_PSS_${hash}`],
    ]),
  ];

  it.each(algorithms)(
    'X1: %s signs %s so that node:crypto verifies it, message and digest alike',
    async (name, algorithm) => {
      const hash = algorithm.slice(-7).replace('_', '').toLowerCase();
      const { PublicKey } = await client.send(new GetPublicKeyCommand({ KeyId: id(name) }));
      const publicKey = createPublicKey({ key: Buffer.from(PublicKey ?? []), format: 'der', type: 'spki' });
      const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };
      const digest = createHash(hash).update(message).digest();
      const common = { KeyId: id(name), SigningAlgorithm: algorithm };
      for (const [MessageType, Message] of [
        ['RAW', message],
        ['DIGEST', digest],
      ] as const) {
        const { Signature } = await client.send(new SignCommand({ ...common, MessageType, Message }));
        const checked = { key: publicKey, ...(algorithm.includes('PSS') ? pss : {}) };
        expect(verify(hash, message, checked, Buffer.from(Signature ?? []))).toBe(true);
        for (const [type, text] of [
          ['RAW', message],
          ['DIGEST', digest],
        ] as const) {
          const check = new VerifyCommand({ ...common, MessageType: type, Message: text, Signature });
          expect((await client.send(check)).SignatureValid).toBe(true);
        }
      }
    },
  );

  it.each(algorithms)(
    'X1: %s with %s refuses a changed message, a changed signature and rubbish',
    async (name, algorithm) => {
      const common = { KeyId: id(name), SigningAlgorithm: algorithm };
      const { Signature = new Uint8Array() } = await client.send(
        new SignCommand({ ...common, Message: message }),
      );
      const changed = Buffer.from(Signature);
      changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
      const hash = algorithm.slice(-7).replace('_', '').toLowerCase();
      const other = createHash(hash).update('other').digest();
      const invalid = { name: 'KMSInvalidSignatureException' };
      const check = (more: { Message: Buffer; Signature: Uint8Array; MessageType?: 'DIGEST' }) =>
        client.send(new VerifyCommand({ ...common, ...more }));
      await expect(check({ Message: Buffer.from('other'), Signature })).rejects.toMatchObject(invalid);
      await expect(check({ Message: message, Signature: changed })).rejects.toMatchObject(invalid);
      await expect(check({ Message: other, MessageType: 'DIGEST', Signature })).rejects.toMatchObject(
        invalid,
      );
      await expect(
        check({ Message: other, MessageType: 'DIGEST', Signature: Buffer.from('x') }),
      ).rejects.toMatchObject(invalid);
    },
  );

  it('X1: an algorithm of another key, a digest of the wrong length and an overlong message are refused', async () => {
    const sign = (
      SigningAlgorithm: SigningAlgorithmSpec,
      Message: Buffer,
      MessageType: 'RAW' | 'DIGEST' = 'RAW',
    ) => client.send(new SignCommand({ KeyId: id('P256'), SigningAlgorithm, Message, MessageType }));
    await expect(sign('ECDSA_SHA_384', message)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    await expect(sign('ECDSA_SHA_256', message, 'DIGEST')).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await expect(sign('ECDSA_SHA_256', Buffer.alloc(4097))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});

describe('message authentication codes', () => {
  it.each([
    ['Pins', 'HMAC_SHA_256'],
    ['Codes', 'HMAC_SHA_512'],
  ] as const)('B4: %s makes and verifies %s', async (name, MacAlgorithm) => {
    const common = { KeyId: id(name), MacAlgorithm, Message: message };
    const { Mac = new Uint8Array() } = await client.send(new GenerateMacCommand(common));
    expect((await client.send(new VerifyMacCommand({ ...common, Mac }))).MacValid).toBe(true);
    const wrong = new VerifyMacCommand({ ...common, Message: Buffer.from('0001'), Mac });
    await expect(client.send(wrong)).rejects.toMatchObject({ name: 'KMSInvalidMacException' });
  });

  it('B4: a MAC key neither signs nor takes the algorithm of another length', async () => {
    const mac = new GenerateMacCommand({ KeyId: id('Pins'), MacAlgorithm: 'HMAC_SHA_512', Message: message });
    await expect(client.send(mac)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
    const sign = new SignCommand({ KeyId: id('Pins'), SigningAlgorithm: 'ECDSA_SHA_256', Message: message });
    await expect(client.send(sign)).rejects.toMatchObject({ name: 'InvalidKeyUsageException' });
  });
});

describe('encryption', () => {
  const EncryptionContext = { purpose: 'evidence', subject: '42' };

  it('X1: decrypts with the same context in any order, and only then', async () => {
    const { CiphertextBlob } = await client.send(
      new EncryptCommand({ KeyId: 'alias/data', Plaintext: message, EncryptionContext }),
    );
    const decrypt = (context?: Record<string, string>) =>
      client.send(new DecryptCommand({ CiphertextBlob, ...(context && { EncryptionContext: context }) }));
    const { Plaintext } = await decrypt({ subject: '42', purpose: 'evidence' });
    expect(Buffer.from(Plaintext ?? [])).toEqual(message);
    await expect(decrypt()).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    await expect(decrypt({ ...EncryptionContext, subject: '43' })).rejects.toMatchObject({
      name: 'InvalidCiphertextException',
    });
  });

  it('X1: a changed blob, rubbish, and the wrong key are refused by name', async () => {
    const { CiphertextBlob = new Uint8Array() } = await client.send(
      new EncryptCommand({ KeyId: id('Data'), Plaintext: message }),
    );
    const changed = Buffer.from(CiphertextBlob);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    for (const blob of [changed, Buffer.from('rubbish'), CiphertextBlob.subarray(0, 20)]) {
      const decrypt = client.send(new DecryptCommand({ CiphertextBlob: blob }));
      await expect(decrypt).rejects.toMatchObject({ name: 'InvalidCiphertextException' });
    }
    const other = client.send(new DecryptCommand({ CiphertextBlob, KeyId: id('Other') }));
    await expect(other).rejects.toMatchObject({ name: 'IncorrectKeyException' });
  });

  it('X1: RSA encryption needs its key named to decrypt and takes no context', async () => {
    const algorithm = { KeyId: id('RsaBox'), EncryptionAlgorithm: 'RSAES_OAEP_SHA_256' } as const;
    const { CiphertextBlob } = await client.send(new EncryptCommand({ ...algorithm, Plaintext: message }));
    const { Plaintext } = await client.send(new DecryptCommand({ ...algorithm, CiphertextBlob }));
    expect(Buffer.from(Plaintext ?? [])).toEqual(message);
    const bound = new EncryptCommand({ ...algorithm, Plaintext: message, EncryptionContext });
    await expect(client.send(bound)).rejects.toMatchObject({ name: 'ValidationException' });
  });

  it('X1: data keys come open and wrapped; pairs match; ReEncrypt moves them to another key', async () => {
    const data = await client.send(new GenerateDataKeyCommand({ KeyId: id('Data'), KeySpec: 'AES_256' }));
    expect(data.Plaintext).toHaveLength(32);
    const moved = await client.send(
      new ReEncryptCommand({ CiphertextBlob: data.CiphertextBlob, DestinationKeyId: id('Other') }),
    );
    expect(moved.KeyId).toContain(id('Other'));
    const opened = await client.send(new DecryptCommand({ CiphertextBlob: moved.CiphertextBlob }));
    expect(opened.Plaintext).toEqual(data.Plaintext);
    const pair = new GenerateDataKeyPairCommand({ KeyId: id('Data'), KeyPairSpec: 'ECC_NIST_P256' });
    const { PrivateKeyPlaintext, PrivateKeyCiphertextBlob } = await client.send(pair);
    const secret = await client.send(new DecryptCommand({ CiphertextBlob: PrivateKeyCiphertextBlob }));
    expect(secret.Plaintext).toEqual(PrivateKeyPlaintext);
  });

  it('X1: a data key needs exactly one size', async () => {
    const both = new GenerateDataKeyCommand({ KeyId: id('Data'), KeySpec: 'AES_256', NumberOfBytes: 32 });
    await expect(client.send(both)).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

describe('keys', () => {
  it('X3: unknown keys and aliases are NotFoundException', async () => {
    for (const KeyId of ['alias/none', 'd0000000-0000-4000-8000-000000000000']) {
      await expect(client.send(new DescribeKeyCommand({ KeyId }))).rejects.toMatchObject({
        name: 'NotFoundException',
      });
    }
  });

  it('X3: a disabled key does nothing until it is enabled; one pending deletion does nothing', async () => {
    const KeyId = id('Other');
    const encrypt = () => client.send(new EncryptCommand({ KeyId, Plaintext: message }));
    await client.send(new DisableKeyCommand({ KeyId }));
    await expect(encrypt()).rejects.toMatchObject({ name: 'DisabledException' });
    expect(cloud.calls.at(-1)).toMatchObject({ service: 'events', operation: 'PutEvents' });
    await client.send(new EnableKeyCommand({ KeyId }));
    expect((await encrypt()).KeyId).toContain(KeyId);
    const { KeyState } = await client.send(new ScheduleKeyDeletionCommand({ KeyId, PendingWindowInDays: 7 }));
    expect(KeyState).toBe('PendingDeletion');
    await expect(encrypt()).rejects.toMatchObject({ name: 'KMSInvalidStateException' });
  });

  it('X3: DescribeKey and ListAliases tell what the template says', async () => {
    const { KeyMetadata } = await client.send(new DescribeKeyCommand({ KeyId: id('P256') }));
    expect(KeyMetadata).toMatchObject({
      KeySpec: 'ECC_NIST_P256',
      KeyUsage: 'SIGN_VERIFY',
      SigningAlgorithms: ['ECDSA_SHA_256'],
    });
    const { Aliases } = await client.send(new ListAliasesCommand({}));
    expect(Aliases).toMatchObject([{ AliasName: 'alias/data', TargetKeyId: id('Data') }]);
    const { Plaintext } = await client.send(new GenerateRandomCommand({ NumberOfBytes: 24 }));
    expect(Plaintext).toHaveLength(24);
  });

  it('X3: keys are made once, kept with mode 0600, and the same after a restart', async () => {
    const KeyId = id('P256');
    const before = await client.send(new GetPublicKeyCommand({ KeyId }));
    const again = await openSmallCloud({ services: [kms], resources, data: cloud.data });
    const other = new KMSClient(again.client);
    const after = await other.send(new GetPublicKeyCommand({ KeyId }));
    other.destroy();
    await again.close();
    expect(after.PublicKey).toEqual(before.PublicKey);
    expect(statSync(join(cloud.data, 'kms-keys.json')).mode & 0o777).toBe(0o600);
  });
});
