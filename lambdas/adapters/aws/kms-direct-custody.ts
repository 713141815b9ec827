import {
  CreateKeyCommand,
  GetPublicKeyCommand,
  ListResourceTagsCommand,
  paginateListKeys,
  ScheduleKeyDeletionCommand,
} from '@aws-sdk/client-kms';
import type { KeyCustody } from '../../domain/signing-key/key-custody.ts';
import type { Reservation } from '../../domain/signing-key/signing-key.ts';
import { kms } from './kms.ts';
import { publicJwkOf } from './kms-signer.ts';

const SPECS = { ES256: 'ECC_NIST_P256', RS256: 'RSA_2048' } as const;
/** KMS allows no less. */
const DELETION_DAYS = 7;
/** The tag that grants go by (lib/constructs/authority-grants.ts): which table of signing keys a KMS key belongs to. */
const TABLE_TAG = 'guichet:signing-keys';
/** Finds what an abandoned attempt made. */
const PLACE_TAG = 'guichet:signing-key';

const placeOf = ({ algorithm, id }: Reservation): string => `${algorithm}/${id}`;

/** KMS keys of their own, made at run time and known by their tags. @param table name of the table `signing-keys` */
export function kmsDirectCustody(table: string): KeyCustody {
  return {
    async make(reservation, again) {
      const { algorithm } = reservation;
      const kmsKey =
        (again ? await findKey(reservation, table) : undefined) ?? (await createKey(reservation, table));
      const { PublicKey } = await kms().send(new GetPublicKeyCommand({ KeyId: kmsKey }));
      if (PublicKey === undefined) throw new Error('KMS gave no public key.');
      return { publicJwk: publicJwkOf(PublicKey, algorithm), custody: { mode: 'direct', kmsKey } };
    },
    async destroy({ custody }) {
      if (custody.mode !== 'direct') return;
      try {
        await kms().send(
          new ScheduleKeyDeletionCommand({ KeyId: custody.kmsKey, PendingWindowInDays: DELETION_DAYS }),
        );
      } catch (error) {
        if (!(error instanceof Error && ALREADY.includes(error.name))) throw error;
      }
    },
  };
}

/** The key is to be deleted already, or is. */
const ALREADY = ['KMSInvalidStateException', 'NotFoundException'];

async function createKey(reservation: Reservation, table: string): Promise<string> {
  const { KeyMetadata } = await kms().send(
    new CreateKeyCommand({
      KeySpec: SPECS[reservation.algorithm],
      KeyUsage: 'SIGN_VERIFY',
      Description: `Signs tokens: ${table} ${placeOf(reservation)}`,
      Tags: [
        { TagKey: 'service', TagValue: 'guichet' },
        { TagKey: TABLE_TAG, TagValue: table },
        { TagKey: PLACE_TAG, TagValue: placeOf(reservation) },
      ],
    }),
  );
  if (KeyMetadata?.Arn === undefined) throw new Error('KMS made no key.');
  return KeyMetadata.Arn;
}

/** Reads the tags of every key of the account: only after a crash between the making of a key and its entry in the table. */
async function findKey(reservation: Reservation, table: string): Promise<string | undefined> {
  for await (const { Keys = [] } of paginateListKeys({ client: kms() }, { Limit: 1000 })) {
    for (const { KeyArn = '' } of Keys) if (await isTagged(KeyArn, reservation, table)) return KeyArn;
  }
  return undefined;
}

async function isTagged(keyArn: string, reservation: Reservation, table: string): Promise<boolean> {
  try {
    const { Tags = [] } = await kms().send(new ListResourceTagsCommand({ KeyId: keyArn }));
    const has = (key: string, value: string) =>
      Tags.some(({ TagKey, TagValue }) => TagKey === key && TagValue === value);
    return has(TABLE_TAG, table) && has(PLACE_TAG, placeOf(reservation));
  } catch (error) {
    // Keys of AWS itself, and keys whose policy shuts everybody out: not ours.
    if (error instanceof Error && error.name === 'AccessDeniedException') return false;
    throw error;
  }
}
