import type { IHttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { ITable } from 'aws-cdk-lib/aws-dynamodb';
import type { IKey } from 'aws-cdk-lib/aws-kms';
import type { IBucket } from 'aws-cdk-lib/aws-s3';
import type { ISecret } from 'aws-cdk-lib/aws-secretsmanager';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type {
  BucketName,
  KeyName,
  MachineName,
  QueueName,
  SecretName,
  TableName,
} from '../../lambdas/authorities.ts';
import type { Build } from '../bundles.ts';
import type { Stage } from '../stages.ts';

/** Everything an authority may be granted, as far as it exists where the function is made. */
export interface Holdings {
  readonly tables: Readonly<Record<TableName, ITable>>;
  readonly keys: Readonly<Record<KeyName, IKey>>;
  readonly secrets: Readonly<Record<SecretName, ISecret>>;
  readonly buckets: Readonly<Partial<Record<BucketName, IBucket>>>;
  readonly queues: Readonly<Partial<Record<QueueName, IQueue>>>;
  /** ARNs. */
  readonly machines: Readonly<Partial<Record<MachineName, string>>>;
}

/** What every function of a stage stands on. */
export interface Ground {
  readonly stage: Stage;
  readonly build: Build;
  readonly issuer: string;
  readonly originSecret: ISecret;
  readonly api: IHttpApi;
  readonly alarms: ITopic;
  readonly holdings: Holdings;
}
