import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { DecryptCommand, GenerateDataKeyCommand } from '@aws-sdk/client-kms';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { openText, sealText } from '../../domain/personal-data/seal.ts';
import { kms } from './kms.ts';

const KEPT_KEYS = 200;
const KEPT_FOR_MS = 60_000;

/** Data keys wrapped by KMS with the person's id as encryption context; unwrapped keys stay in memory for a minute at most. */
export function kmsPersonalData(keyId: string): PersonalData {
  const kept = new Map<string, { key: KeyObject; until: number }>();
  const keep = (wrapped: string, plain: Uint8Array): KeyObject => {
    const key = createSecretKey(plain);
    if (kept.size >= KEPT_KEYS) kept.delete(kept.keys().next().value ?? '');
    kept.set(wrapped, { key, until: Date.now() + KEPT_FOR_MS });
    return key;
  };
  const unwrap = async (person: string, wrapped: string): Promise<KeyObject> => {
    const known = kept.get(`${person} ${wrapped}`);
    if (known !== undefined && known.until > Date.now()) return known.key;
    const { Plaintext } = await kms().send(
      new DecryptCommand({
        KeyId: keyId,
        CiphertextBlob: Buffer.from(wrapped, 'base64'),
        EncryptionContext: { person },
      }),
    );
    if (Plaintext === undefined) throw new Error('KMS gave no data key.');
    return keep(`${person} ${wrapped}`, Plaintext);
  };
  return {
    async create(person) {
      const { Plaintext, CiphertextBlob } = await kms().send(
        new GenerateDataKeyCommand({ KeyId: keyId, KeySpec: 'AES_256', EncryptionContext: { person } }),
      );
      if (Plaintext === undefined || CiphertextBlob === undefined) throw new Error('KMS gave no data key.');
      const wrapped = Buffer.from(CiphertextBlob).toString('base64');
      keep(`${person} ${wrapped}`, Plaintext);
      return wrapped;
    },
    seal: async (person, wrapped, value) =>
      sealText(await unwrap(person, wrapped), person, JSON.stringify(value), randomBytes(12)),
    open: async <T>(person: string, wrapped: string, sealed: string) =>
      JSON.parse(openText(await unwrap(person, wrapped), person, sealed)) as T,
  };
}
