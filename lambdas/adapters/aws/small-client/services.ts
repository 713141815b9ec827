/**
 * Stands in for `@aws-sdk/client-dynamodb`, `-kms`, `-sqs` and `-secrets-manager` in the bundles of the hottest functions: the
 * same names, as far as those use them (docs/adr/0015-small-aws-client.md).
 */
import { randomUUID } from 'node:crypto';
import { client, command } from './json-client.ts';

export const DynamoDBClient = client({
  name: 'dynamodb',
  version: '1.0',
  target: 'DynamoDB_20120810',
  restore: restoreBinary,
});
export const BatchGetItemCommand = command('BatchGetItem');
export const BatchWriteItemCommand = command('BatchWriteItem');
export const DeleteItemCommand = command('DeleteItem');
export const GetItemCommand = command('GetItem');
export const PutItemCommand = command('PutItem');
export const QueryCommand = command('Query');
export const UpdateItemCommand = command('UpdateItem');
/** A repetition after an answer that was lost does nothing twice. */
const once = (input: object) => ({ ClientRequestToken: randomUUID(), ...input });
export const TransactWriteItemsCommand = command('TransactWriteItems', once);

export class KMSInvalidMacException extends Error {}
const errors = { KMSInvalidMacException };
export const KMSClient = client({
  name: 'kms',
  version: '1.1',
  target: 'TrentService',
  restore: restoreBlobs,
  errors,
});
export const DecryptCommand = command('Decrypt');
export const EncryptCommand = command('Encrypt');
export const GenerateDataKeyCommand = command('GenerateDataKey');
export const GenerateDataKeyPairWithoutPlaintextCommand = command('GenerateDataKeyPairWithoutPlaintext');
export const GenerateMacCommand = command('GenerateMac');
export const GetPublicKeyCommand = command('GetPublicKey');
export const SignCommand = command('Sign');
export const VerifyMacCommand = command('VerifyMac');

export const SQSClient = client({ name: 'sqs', version: '1.0', target: 'AmazonSQS' });
export const SendMessageBatchCommand = command('SendMessageBatch');
export const SendMessageCommand = command('SendMessage');

export const SecretsManagerClient = client({
  name: 'secretsmanager',
  version: '1.1',
  target: 'secretsmanager',
});
export const GetSecretValueCommand = command('GetSecretValue');

const bytes = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'));

const BLOBS = ['Signature', 'PublicKey', 'Plaintext', 'CiphertextBlob', 'Mac', 'PrivateKeyCiphertextBlob'];
function restoreBlobs(answer: Record<string, unknown>): void {
  for (const name of BLOBS) if (typeof answer[name] === 'string') answer[name] = bytes(answer[name]);
}

/** A text under `B`, or texts under `BS`, are binary attribute values: a map's member of that name holds an object. */
function restoreBinary(answer: object, text: string): void {
  if (!/"BS?"\s*:/.test(text)) return;
  const members = answer as Record<string, unknown>;
  for (const [name, member] of Object.entries(members)) {
    if (name === 'B' && typeof member === 'string') members.B = bytes(member);
    else if (name === 'BS' && isTexts(member)) members.BS = member.map(bytes);
    else if (typeof member === 'object' && member !== null) restoreBinary(member, text);
  }
}

const isTexts = (value: unknown): value is string[] => Array.isArray(value) && typeof value[0] === 'string';
