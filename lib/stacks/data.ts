import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb';
import { AnyPrincipal, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { TABLES, type Table as TableEntry, type TableName } from '../../lambdas/authorities.ts';
import { acknowledge } from '../checks.ts';
import { PrivateBucket } from '../constructs/private-bucket.ts';
import { pascal, prefix } from '../names.ts';
import { StageStack, type StageStackProps } from './stage-stack.ts';

const text = (name: string) => ({ name, type: AttributeType.STRING });

/** The tables, encrypted under one key of the operator's, and the bucket for access logs. */
export class DataStack extends StageStack {
  readonly tables: Readonly<Record<TableName, Table>>;
  readonly storageKey: Key;
  readonly accessLogs: Bucket;

  constructor(scope: Construct, id: string, props: StageStackProps) {
    super(scope, id, { ...props, description: 'Guichet: tables and access logs' });
    this.storageKey = this.makeStorageKey();
    const entries = Object.entries(TABLES) as [TableName, TableEntry][];
    this.tables = Object.fromEntries(
      entries.map(([name, entry]) => [name, this.table(name, entry)]),
    ) as Record<TableName, Table>;
    this.accessLogs = this.makeAccessLogs();
  }

  private table(name: TableName, { key, sort, expires, stream, index = {} }: TableEntry): Table {
    const table = new Table(this, pascal(name), {
      tableName: prefix(this.stage, name),
      partitionKey: text(key),
      ...(sort && { sortKey: sort === 'position' ? { name: sort, type: AttributeType.NUMBER } : text(sort) }),
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.CUSTOMER_MANAGED,
      encryptionKey: this.storageKey,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: this.stage.protect,
      removalPolicy: this.dataRemoval,
      ...(expires && { timeToLiveAttribute: 'expiresAt' }),
      ...(stream && { stream: StreamViewType.NEW_IMAGE }),
    });
    for (const [indexName, { key: partition, sort: order }] of Object.entries(index)) {
      table.addGlobalSecondaryIndex({
        indexName,
        partitionKey: text(partition),
        ...(order && { sortKey: text(order) }),
        projectionType: ProjectionType.ALL,
      });
    }
    return table;
  }

  /** Usable by whoever may use a table, and only through DynamoDB: the functions' own policies need not name it. */
  private makeStorageKey(): Key {
    const key = new Key(this, 'StorageKey', {
      alias: `guichet/${this.stage.name}/storage`,
      description: `Guichet ${this.stage.name}: tables at rest`,
      enableKeyRotation: true,
      removalPolicy: this.dataRemoval,
    });
    key.addToResourcePolicy(
      new PolicyStatement({
        sid: 'ThroughDynamoDb',
        principals: [new AnyPrincipal()],
        actions: [
          'kms:Encrypt',
          'kms:Decrypt',
          'kms:ReEncrypt*',
          'kms:GenerateDataKey*',
          'kms:DescribeKey',
          'kms:CreateGrant',
        ],
        resources: ['*'],
        conditions: {
          StringEquals: {
            'kms:CallerAccount': this.account,
            'kms:ViaService': `dynamodb.${this.region}.amazonaws.com`,
          },
        },
      }),
    );
    return key;
  }

  private makeAccessLogs(): Bucket {
    const bucket = new PrivateBucket(this, 'AccessLogs', {
      stage: this.stage,
      part: 'access-logs',
      expireDays: this.stage.retention.logDays,
    });
    // Written by name, not by reference: the buckets that log here stand in higher stacks.
    bucket.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('logging.s3.amazonaws.com')],
        actions: ['s3:PutObject'],
        resources: [bucket.arnForObjects('*')],
        conditions: {
          StringEquals: { 'aws:SourceAccount': this.account },
          ArnLike: { 'aws:SourceArn': `arn:aws:s3:::${prefix(this.stage, '*')}` },
        },
      }),
    );
    acknowledge(bucket, { 'AwsSolutions-S1': 'This is where the other buckets write their access logs.' });
    return bucket;
  }
}
