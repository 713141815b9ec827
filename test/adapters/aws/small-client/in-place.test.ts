import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { KMSClient } from '@aws-sdk/client-kms';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { expect, it } from 'vitest';
import * as small from '../../../../lambdas/adapters/aws/small-client/services.ts';

/** Runs in the project `rooms over the small AWS client` alone. */
it('B1: what runs here runs over the small client and not over the SDK', () => {
  const taken: readonly unknown[] = [DynamoDBClient, KMSClient, SecretsManagerClient, SQSClient];
  const { DynamoDBClient: dynamo, KMSClient: kms, SecretsManagerClient: secrets, SQSClient: sqs } = small;
  expect(taken).toEqual([dynamo, kms, secrets, sqs]);
});
