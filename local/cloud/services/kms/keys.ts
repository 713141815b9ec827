import {
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  generateKeyPair,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readJson, writeAtomically } from '../../atomic-file.ts';
import type { CloudParts } from '../../parts.ts';
import { AwsError } from '../../service.ts';
import { notFound } from './key-errors.ts';
import { KEY_SPECS, type KeySpec, type KeyUsage } from './key-spec.ts';

export type KeyState = 'Enabled' | 'Disabled' | 'PendingDeletion';

/** A key with its material imported once. */
export interface Key {
  readonly id: string;
  readonly arn: string;
  readonly specName: string;
  readonly spec: KeySpec;
  readonly usage: KeyUsage;
  readonly description: string;
  readonly createdAt: number;
  readonly state: KeyState;
  readonly deletionAt?: number | undefined;
  /** Secret of symmetric and HMAC keys, private key of the others. */
  readonly secret: KeyObject;
  readonly publicKey?: KeyObject;
}

/** A key as the file keeps it; `material` is base64 of the raw secret or the PKCS #8 key. */
interface Kept {
  readonly spec: string;
  readonly usage: KeyUsage;
  readonly material: string;
  readonly createdAt: number;
  readonly description?: string;
  readonly state: KeyState;
  readonly deletionAt?: number | undefined;
  readonly tags?: Tags;
}

export type Tags = Readonly<Record<string, string>>;

interface KeyFile {
  keys: Record<string, Kept>;
  /** Aliases made or moved through the API; those of the template are read from the template. */
  aliases: Record<string, string>;
}

/** The keys of the template and those made through the API. */
export interface Keys {
  /** By key id, key ARN, alias or alias ARN; NotFoundException otherwise. */
  find(reference: string): Promise<Key>;
  /** The ARN a reference stands for, without making or reading the key; for the IAM decision. */
  arnOf(reference: string): string | undefined;
  create(specName: string, usage: KeyUsage, description: string, tags: Tags): Promise<Key>;
  /** Of a key by its ARN: those it was made with (in the template, or through the API) and those it was given since. */
  tags(arn: string): Tags;
  setTags(key: Key, tags: Tags): void;
  setState(key: Key, state: KeyState, deletionAt?: number): void;
  setAlias(name: string, key: Key): void;
  aliases(): { name: string; keyArn: string }[];
  arns(): string[];
}

const KEY = 'AWS::KMS::Key';
const ALIAS = 'AWS::KMS::Alias';
const generatePair = promisify(generateKeyPair);

/** Opens `<data>/kms-keys.json` (mode 0600); material is made once, when a key is first needed. */
export function openKeys(parts: CloudParts): Keys {
  const path = join(parts.data, 'kms-keys.json');
  const file = (readJson(path) ?? { keys: {}, aliases: {} }) as KeyFile;
  const imported = new Map<string, Promise<Key>>();
  const save = () => writeAtomically(path, JSON.stringify(file, null, 1));

  async function keep(arn: string, specName: string, usage: KeyUsage, more: Partial<Kept>): Promise<Kept> {
    const material = (await createMaterial(specOf(specName))).toString('base64');
    const kept: Kept = {
      spec: specName,
      usage,
      material,
      createdAt: parts.clock.now(),
      state: 'Enabled',
      ...more,
    };
    file.keys[arn] = kept;
    save();
    return kept;
  }

  function load(arn: string): Promise<Key> {
    let key = imported.get(arn);
    if (key === undefined) {
      key = ofTemplate(arn).then((kept) => importKey(arn, kept));
      imported.set(arn, key);
      // A failure is told to this caller and tried again for the next one.
      key.catch(() => imported.delete(arn));
    }
    return key;
  }

  async function ofTemplate(arn: string): Promise<Kept> {
    const kept = file.keys[arn];
    if (kept !== undefined) return kept;
    const resource = parts.template.find(KEY, arn);
    if (resource === undefined) throw notFound(`Key '${arn}' does not exist`);
    const { KeySpec, KeyUsage, Description, Enabled } = resource.properties;
    return keep(arn, String(KeySpec ?? 'SYMMETRIC_DEFAULT'), (KeyUsage as KeyUsage) ?? 'ENCRYPT_DECRYPT', {
      description: String(Description ?? ''),
      ...(Enabled === false ? { state: 'Disabled' as const } : {}),
    });
  }

  function aliases(): { name: string; keyArn: string }[] {
    const ofTemplate = parts.template.resources(ALIAS).map(({ properties }) => {
      const { AliasName, TargetKeyId } = properties;
      return [String(AliasName), keyArn(String(TargetKeyId)) ?? ''] as const;
    });
    const all = new Map([...ofTemplate, ...Object.entries(file.aliases)]);
    return [...all].map(([name, target]) => ({ name, keyArn: target }));
  }

  function keyArn(reference: string): string | undefined {
    const arn = reference.startsWith('arn:')
      ? reference
      : `arn:aws:kms:${parts.region}:${parts.account}:key/${reference}`;
    return parts.template.find(KEY, reference)?.arn ?? (file.keys[arn] === undefined ? undefined : arn);
  }

  function arnOf(reference: string): string | undefined {
    const alias = /(?:^|:)(alias\/.+)$/.exec(reference)?.[1];
    if (alias === undefined) return keyArn(reference);
    return aliases().find(({ name }) => name === alias)?.keyArn;
  }

  return {
    arnOf,
    aliases,
    async find(reference) {
      const arn = arnOf(reference);
      if (arn !== undefined) return load(arn);
      const isAlias = reference.includes('alias/');
      throw notFound(isAlias ? `Alias ${reference} is not found.` : `Key '${reference}' does not exist`);
    },
    async create(specName, usage, description, tags) {
      const arn = `arn:aws:kms:${parts.region}:${parts.account}:key/${crypto.randomUUID()}`;
      await keep(arn, specName, usage, { description, tags });
      return load(arn);
    },
    setState(key, state, deletionAt) {
      const kept = file.keys[key.arn];
      if (kept === undefined) return;
      file.keys[key.arn] = { ...kept, state, deletionAt };
      save();
      imported.delete(key.arn);
    },
    tags(arn) {
      const made = (parts.template.find(KEY, arn)?.properties.Tags ?? []) as { Key: string; Value: string }[];
      return { ...Object.fromEntries(made.map(({ Key, Value }) => [Key, Value])), ...file.keys[arn]?.tags };
    },
    setTags(key, tags) {
      const kept = file.keys[key.arn];
      if (kept === undefined) return;
      file.keys[key.arn] = { ...kept, tags: { ...kept.tags, ...tags } };
      save();
    },
    setAlias(name, key) {
      file.aliases[name] = key.arn;
      save();
    },
    arns: () => [
      ...new Set([...parts.template.resources(KEY).map(({ arn }) => arn), ...Object.keys(file.keys)]),
    ],
  };
}

function specOf(name: string): KeySpec {
  const spec = KEY_SPECS[name];
  if (spec !== undefined) return spec;
  throw new AwsError('UnsupportedOperationException', `The laptop cloud's KMS has no key spec ${name}.`);
}

async function createMaterial(spec: KeySpec): Promise<Buffer> {
  if (spec.kind === 'symmetric') return randomBytes(32);
  if (spec.kind === 'hmac') return randomBytes(spec.bytes);
  const { privateKey } = await createPair(spec);
  return privateKey.export({ type: 'pkcs8', format: 'der' });
}

/** A fresh key pair of a spec, also for GenerateDataKeyPair. */
export function createPair(
  spec: KeySpec & { kind: 'ec' | 'rsa' },
): Promise<{ privateKey: KeyObject; publicKey: KeyObject }> {
  return spec.kind === 'ec'
    ? generatePair('ec', { namedCurve: spec.curve })
    : generatePair('rsa', { modulusLength: spec.bits });
}

function importKey(arn: string, kept: Kept): Key {
  const spec = specOf(kept.spec);
  const material = Buffer.from(kept.material, 'base64');
  const common = {
    id: arn.replace(/^.*:key\//, ''),
    arn,
    specName: kept.spec,
    spec,
    usage: kept.usage,
    description: kept.description ?? '',
    createdAt: kept.createdAt,
    state: kept.state,
    deletionAt: kept.deletionAt,
  };
  if (spec.kind === 'symmetric' || spec.kind === 'hmac')
    return { ...common, secret: createSecretKey(material) };
  const secret = createPrivateKey({ key: material, format: 'der', type: 'pkcs8' });
  return { ...common, secret, publicKey: createPublicKey(secret) };
}
