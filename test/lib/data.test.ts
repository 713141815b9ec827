import { describe, expect, it } from 'vitest';
import { KEYS, TABLES, type Table } from '../../lambdas/authorities.ts';
import { type Resource, synthesise } from './assembly.ts';

const assembly = await synthesise('default');
const tables = assembly.resources('AWS::DynamoDB::Table');
const buckets = assembly.resources('AWS::S3::Bucket');
const paths = (resources: readonly Resource[]) => resources.map(({ path }) => path);

describe('X3: what is kept, and how', () => {
  it('X3: every table of lambdas/authorities.ts is made, under its name', () => {
    expect(tables.map(({ properties }) => properties.TableName).sort()).toEqual(
      Object.keys(TABLES)
        .map((name) => `guichet-default-${name}`)
        .sort(),
    );
  });

  it('X3: every table is paid by request, restorable to any second, encrypted under the operator’s key and protected', () => {
    for (const { path, properties } of tables) {
      expect(properties.BillingMode, path).toBe('PAY_PER_REQUEST');
      expect(properties.PointInTimeRecoverySpecification, path).toEqual({ PointInTimeRecoveryEnabled: true });
      expect(properties.SSESpecification.SSEType, path).toBe('KMS');
      expect(
        assembly.target('guichet-default-data', properties.SSESpecification.KMSMasterKeyId)?.path,
        path,
      ).toBe('data/StorageKey');
      expect(properties.DeletionProtectionEnabled, path).toBe(true);
    }
    expect(tables.every(({ deletionPolicy }) => deletionPolicy === 'Retain')).toBe(true);
  });

  it('X3: what expires is swept', () => {
    for (const [name, table] of Object.entries<Table>(TABLES)) {
      const made = tables.find(({ properties }) => properties.TableName === `guichet-default-${name}`);
      const expected = table.expires ? { AttributeName: 'expiresAt', Enabled: true } : undefined;
      expect(made?.properties.TimeToLiveSpecification, name).toEqual(expected);
    }
  });

  it('X3: every bucket blocks public access, is encrypted and refuses requests without TLS', () => {
    expect(paths(buckets).sort()).toEqual([
      'data/AccessLogs',
      'edge/Published',
      'edge/Trust',
      'edge/WebBucket',
      'mailbox/Box',
      'verification/Evidence',
      'watch/AuditBucket',
    ]);
    for (const { path, properties } of buckets) {
      expect(Object.values(properties.PublicAccessBlockConfiguration), path).toEqual([
        true,
        true,
        true,
        true,
      ]);
      expect(properties.BucketEncryption.ServerSideEncryptionConfiguration, path).toHaveLength(1);
    }
    const policies = assembly
      .resources('AWS::S3::BucketPolicy')
      .map(({ properties }) => JSON.stringify(properties));
    expect(policies.filter((policy) => policy.includes('"aws:SecureTransport":"false"'))).toHaveLength(
      buckets.length,
    );
  });

  it.each([
    ['A7', 'verification', 'Evidence', 90],
    ['E2', 'mailbox', 'Box', undefined],
  ])('%s: %s/%s is encrypted under a key of its own and goes after its time', (_row, stack, name, days) => {
    const bucket = buckets.find(({ path }) => path === `${stack}/${name}`);
    const [rule] = bucket?.properties.BucketEncryption.ServerSideEncryptionConfiguration ?? [];
    expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms');
    const key = rule.ServerSideEncryptionByDefault.KMSMasterKeyID;
    expect(assembly.target(`guichet-default-${stack}`, key)?.path).toBe(`${stack}/${name}Key`);
    expect(bucket?.properties.LifecycleConfiguration.Rules[0].ExpirationInDays).toBe(days);
  });

  it.each(['verification/EvidencePolicy', 'mailbox/BoxPolicy'])(
    'E1: %s refuses a presigned request older than 15 minutes',
    (path) => {
      const policy = assembly.resources('AWS::S3::BucketPolicy').find((each) => each.path === path);
      const statement = policy?.properties.PolicyDocument.Statement.find(
        ({ Sid }: { Sid?: string }) => Sid === 'ShortPresignedRequests',
      );
      expect(statement).toMatchObject({
        Effect: 'Deny',
        Condition: { NumericGreaterThan: { 's3:signatureAge': 900_000 } },
      });
    },
  );

  it('C5: the tables whose changes others are told of are streamed with what is new; no other is', () => {
    const streamed = tables.filter(({ properties }) => properties.StreamSpecification !== undefined);
    expect(paths(streamed).sort()).toEqual([
      'data/Approvals',
      'data/AuditEvents',
      'data/ContactChanges',
      'data/Grants',
      'data/Revocations',
    ]);
    for (const { properties } of streamed)
      expect(properties.StreamSpecification).toEqual({ StreamViewType: 'NEW_IMAGE' });
  });

  it.each([
    ['laptop', 'http://127.0.0.1:4000'],
    ['full', 'https://id.guichet.test'],
  ])(
    'A7, E2: only pages of the issuer may send and show evidence and documents (%s)',
    async (stage, issuer) => {
      const rules = (await synthesise(stage))
        .resources('AWS::S3::Bucket')
        .flatMap(({ properties }) => properties.CorsConfiguration?.CorsRules ?? []);
      expect(rules.map(({ AllowedOrigins }) => AllowedOrigins)).toEqual([[issuer], [issuer]]);
    },
  );

  it('X1: checkpoints of the audit chain cannot be changed for ten years', () => {
    const audit = buckets.find(({ path }) => path === 'watch/AuditBucket');
    expect(audit?.properties.ObjectLockEnabled).toBe(true);
    expect(audit?.properties.ObjectLockConfiguration.Rule.DefaultRetention).toEqual({
      Days: 3653,
      Mode: 'GOVERNANCE',
    });
    expect(audit?.properties.VersioningConfiguration.Status).toBe('Enabled');
  });
});

describe('X3: keys', () => {
  const keys = assembly.resources('AWS::KMS::Key');

  it('X3: every key of lambdas/authorities.ts exists with its kind and its alias', () => {
    const made = Object.fromEntries(
      assembly.resources('AWS::KMS::Alias').map(({ stack, properties }) => {
        const key = assembly.target(stack, properties.TargetKeyId)?.properties;
        return [
          properties.AliasName,
          [key?.KeySpec ?? 'SYMMETRIC_DEFAULT', key?.KeyUsage ?? 'ENCRYPT_DECRYPT'],
        ];
      }),
    );
    for (const [name, { spec, usage }] of Object.entries(KEYS)) {
      expect(made[`alias/guichet/default/${name}`], name).toEqual([spec, usage]);
    }
  });

  it('X3: keys that can be rotated are, and none goes with its stack', () => {
    for (const { path, properties, deletionPolicy } of keys) {
      const rotates = (properties.KeyUsage ?? 'ENCRYPT_DECRYPT') === 'ENCRYPT_DECRYPT';
      expect(properties.EnableKeyRotation === true, path).toBe(rotates);
      expect(deletionPolicy, path).toBe('Retain');
    }
  });

  it('X3: a key’s own policy speaks of the account and of AWS services only', () => {
    for (const { path, properties } of keys) {
      for (const { Principal, Condition } of properties.KeyPolicy.Statement) {
        const isAccount = JSON.stringify(Principal).includes(':root');
        const throughService = Condition?.StringEquals?.['kms:ViaService'] !== undefined;
        expect(isAccount || throughService, path).toBe(true);
      }
    }
  });

  it('X3: no secret stands in the template; each is made by Secrets Manager', () => {
    for (const { path, properties } of assembly.resources('AWS::SecretsManager::Secret')) {
      expect(properties.SecretString, path).toBeUndefined();
      expect(properties.GenerateSecretString.PasswordLength, path).toBeGreaterThanOrEqual(48);
    }
  });
});
