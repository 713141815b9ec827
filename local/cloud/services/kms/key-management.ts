import type { CloudParts } from '../../parts.ts';
import { AwsError } from '../../service.ts';
import { type Input, optionalText, optionalWhole, text } from '../input.ts';
import { validation } from './key-errors.ts';
import { algorithmsOf, type KeyUsage } from './key-spec.ts';
import type { Key, Keys, Tags } from './keys.ts';
import type { KmsOperation } from './operation.ts';

const DAY_MILLISECONDS = 86_400_000;
const ALIAS_NAME = /^alias\/[a-zA-Z0-9/_-]+$/;
const TAG_TEXT = /^[\p{L}\p{N}\s_.:/=+\-@]*$/u;

/** The operations that look at keys and change their state. */
export function keyManagement(keys: Keys, parts: CloudParts): Record<string, KmsOperation> {
  const { clock, account } = parts;

  async function moveAlias(name: string, target: string): Promise<object> {
    if (!ALIAS_NAME.test(name))
      throw new AwsError('InvalidAliasNameException', `${name} is not an alias name.`);
    keys.setAlias(name, await keys.find(target));
    return {};
  }

  return {
    DescribeKey: async (input) => ({ KeyMetadata: metadata(await keys.find(text(input, 'KeyId')), account) }),
    ListKeys: async () => ({
      Keys: keys.arns().map((arn) => ({ KeyArn: arn, KeyId: arn.replace(/^.*:key\//, '') })),
      Truncated: false,
    }),
    async ListAliases(input) {
      const only = optionalText(input, 'KeyId');
      const wanted = only === undefined ? undefined : (await keys.find(only)).arn;
      const all = keys.aliases().filter(({ keyArn }) => wanted === undefined || keyArn === wanted);
      return { Aliases: all.map((alias) => aliasEntry(alias, parts)), Truncated: false };
    },
    async CreateKey(input) {
      const spec = optionalText(input, 'KeySpec') ?? 'SYMMETRIC_DEFAULT';
      const usage = (optionalText(input, 'KeyUsage') ?? 'ENCRYPT_DECRYPT') as KeyUsage;
      const key = await keys.create(spec, usage, optionalText(input, 'Description') ?? '', readTags(input));
      return { KeyMetadata: metadata(key, account) };
    },
    async TagResource(input) {
      keys.setTags(await changeableKey(keys, text(input, 'KeyId')), readTags(input));
      return {};
    },
    async ListResourceTags(input) {
      const tags = Object.entries(keys.tags((await keys.find(text(input, 'KeyId'))).arn));
      return { Tags: tags.map(([TagKey, TagValue]) => ({ TagKey, TagValue })), Truncated: false };
    },
    async CreateAlias(input) {
      const name = text(input, 'AliasName');
      if (keys.arnOf(name) !== undefined) {
        throw new AwsError('AlreadyExistsException', `An alias with the name ${name} already exists`);
      }
      return moveAlias(name, text(input, 'TargetKeyId'));
    },
    UpdateAlias: (input) => moveAlias(text(input, 'AliasName'), text(input, 'TargetKeyId')),
    async EnableKey(input) {
      keys.setState(await changeableKey(keys, text(input, 'KeyId')), 'Enabled');
      return {};
    },
    async DisableKey(input) {
      keys.setState(await changeableKey(keys, text(input, 'KeyId')), 'Disabled');
      return {};
    },
    async ScheduleKeyDeletion(input) {
      const key = await changeableKey(keys, text(input, 'KeyId'));
      const days = optionalWhole(input, 'PendingWindowInDays') ?? 30;
      if (days < 7 || days > 30) throw validation('PendingWindowInDays must be 7 to 30.');
      const deletionAt = clock.now() + days * DAY_MILLISECONDS;
      keys.setState(key, 'PendingDeletion', deletionAt);
      return {
        KeyId: key.arn,
        DeletionDate: deletionAt / 1000,
        KeyState: 'PendingDeletion',
        PendingWindowInDays: days,
      };
    },
    async CancelKeyDeletion(input) {
      const key = await keys.find(text(input, 'KeyId'));
      keys.setState(key, 'Disabled');
      return { KeyId: key.arn };
    },
  };
}

/** Tags of a request; KMS takes letters, digits, spaces and `_.:/=+-@`. */
function readTags(input: Input): Tags {
  const tags = (input.Tags ?? []) as { TagKey?: unknown; TagValue?: unknown }[];
  return Object.fromEntries(
    tags.map(({ TagKey, TagValue }) => [tagText(TagKey, 1, 128), tagText(TagValue, 0, 256)]),
  );
}

function tagText(value: unknown, least: number, most: number): string {
  if (typeof value === 'string' && value.length >= least && value.length <= most && TAG_TEXT.test(value))
    return value;
  throw new AwsError('TagException', 'A tag key or value is not valid.');
}

async function changeableKey(keys: Keys, reference: string): Promise<Key> {
  const key = await keys.find(reference);
  if (key.state !== 'PendingDeletion') return key;
  throw new AwsError('KMSInvalidStateException', `${key.arn} is pending deletion.`);
}

function metadata(key: Key, account: string): Record<string, unknown> {
  const { name, algorithms } = algorithmsOf(key.spec, key.usage);
  return {
    AWSAccountId: account,
    KeyId: key.id,
    Arn: key.arn,
    CreationDate: key.createdAt / 1000,
    Enabled: key.state === 'Enabled',
    KeyState: key.state,
    Description: key.description,
    KeyUsage: key.usage,
    KeySpec: key.specName,
    CustomerMasterKeySpec: key.specName,
    [name]: algorithms,
    Origin: 'AWS_KMS',
    KeyManager: 'CUSTOMER',
    MultiRegion: false,
    ...(key.deletionAt === undefined ? {} : { DeletionDate: key.deletionAt / 1000 }),
  };
}

function aliasEntry({ name, keyArn }: { name: string; keyArn: string }, { region, account }: CloudParts) {
  const arn = `arn:aws:kms:${region}:${account}:${name}`;
  return { AliasName: name, AliasArn: arn, TargetKeyId: keyArn.replace(/^.*:key\//, '') };
}
