/**
 * The bare peer of our functions: middy, jose, a DynamoDB and a KMS client, and nothing of ours. It is bundled with the same
 * settings and shims, so that what a function costs beyond it is what we put in.
 */
import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import middy from '@middy/core';
import { createLocalJWKSet, type JSONWebKeySet, jwtVerify } from 'jose';

let clients: { readonly dynamo: DynamoDBClient; readonly kms: KMSClient } | undefined;

export const handler = middy<{ token: string; keys: JSONWebKeySet }>().handler(async (event) => {
  clients ??= { dynamo: new DynamoDBClient({}), kms: new KMSClient({}) };
  const { payload } = await jwtVerify(event.token, createLocalJWKSet(event.keys));
  const found = await clients.dynamo.send(
    new GetItemCommand({ TableName: 'table', Key: { id: { S: payload.sub ?? '' } } }),
  );
  return await clients.kms.send(
    new SignCommand({
      KeyId: 'key',
      Message: Buffer.from(JSON.stringify(found.Item)),
      SigningAlgorithm: 'ECDSA_SHA_256',
    }),
  );
});
