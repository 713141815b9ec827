import {
  DeleteItemCommand,
  PutItemCommand,
  type TransactWriteItem,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Refusal } from '../../domain/errors.ts';
import {
  type CodeJudge,
  type CodeOwner,
  codeMessage,
  type OneTimeCodes,
  type RightCode,
} from '../../domain/one-time-code/one-time-codes.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { ShortSecretHash } from '../../domain/short-secret.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

interface CodeRecord {
  readonly nonce: string;
  readonly mac: Uint8Array;
  readonly triesLeft: number;
}

const idOf = (owner: CodeOwner): string => `${owner.purpose}#${owner.subject}`;

/** One item per purpose and subject. A try is taken by a conditional write before the code is looked at. */
export function dynamoOneTimeCodes(
  tableName: string,
  hash: ShortSecretHash,
  randomness: Randomness,
): OneTimeCodes & CodeJudge {
  const judge: CodeJudge['judge'] = async ({ purpose, subject, code, now }) => {
    const owner = { purpose, subject };
    const record = await takeTry(tableName, idOf(owner), now);
    if (await hash.verify(codeMessage(owner, record.nonce, code), record.mac)) {
      return { ...owner, nonce: record.nonce };
    }
    throw wrongCode(record.triesLeft);
  };
  return {
    judge,

    async issue({ purpose, subject, length, lifetimeSeconds, resendAfterSeconds, tries, now }) {
      const owner = { purpose, subject };
      const [code, nonce] = [randomness.digits(length), randomness.id()];
      const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000);
      const resendAt = new Date(now.getTime() + resendAfterSeconds * 1000);
      const mac = await hash.generate(codeMessage(owner, nonce, code));
      const record = {
        id: idOf(owner),
        nonce,
        mac,
        triesLeft: tries,
        resendAt: epochSeconds(resendAt),
        expiresAt: epochSeconds(expiresAt),
      };
      await putUnlessRecent(tableName, record, now);
      return { code, expiresAt, resendAt, triesLeft: tries };
    },

    async check(request) {
      await consume(tableName, await judge(request));
    },
  };
}

async function putUnlessRecent(tableName: string, record: object, now: Date): Promise<void> {
  try {
    await dynamo().send(
      new PutItemCommand({
        TableName: tableName,
        Item: toItem(record),
        ConditionExpression: 'attribute_not_exists(id) OR resendAt <= :now',
        ExpressionAttributeValues: { ':now': { N: String(epochSeconds(now)) } },
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const before = (error as { Item?: Parameters<typeof fromItem>[0] }).Item;
    const wait = (before ? fromItem<{ resendAt: number }>(before).resendAt : 0) - epochSeconds(now);
    throw new Refusal(
      'too-many',
      'code-sent-recently',
      'A code was sent a moment ago. Wait for it, or ask again shortly.',
      {
        retryAfterSeconds: Math.max(1, wait),
        next: ['wait'],
      },
    );
  }
}

async function takeTry(tableName: string, id: string, now: Date): Promise<CodeRecord> {
  try {
    const { Attributes } = await dynamo().send(
      new UpdateItemCommand({
        TableName: tableName,
        Key: { id: { S: id } },
        UpdateExpression: 'SET triesLeft = triesLeft - :one',
        ConditionExpression: 'attribute_exists(id) AND triesLeft > :zero AND expiresAt > :now',
        ExpressionAttributeValues: {
          ':one': { N: '1' },
          ':zero': { N: '0' },
          ':now': { N: String(epochSeconds(now)) },
        },
        ReturnValues: 'ALL_NEW',
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      }),
    );
    return fromItem<CodeRecord>(Attributes ?? {});
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const before = (error as { Item?: Parameters<typeof fromItem>[0] }).Item;
    if (
      before !== undefined &&
      fromItem<CodeRecord & { expiresAt: number }>(before).expiresAt > epochSeconds(now)
    )
      throw spentCode();
    throw new Refusal('gone', 'code-expired', 'This code is no longer valid. Ask for a new one.', {
      next: ['new-code'],
    });
  }
}

/** Exactly one of several right answers at the same moment wins: the item goes with its nonce. */
const usedUp = (tableName: string, { nonce, ...owner }: RightCode) => ({
  TableName: tableName,
  Key: { id: { S: idOf(owner) } },
  ConditionExpression: 'nonce = :nonce',
  ExpressionAttributeValues: { ':nonce': { S: nonce } },
});

/** The use of a code as part of a transaction. */
export const useUpCode = (tableName: string, code: RightCode): TransactWriteItem => ({
  Delete: usedUp(tableName, code),
});

async function consume(tableName: string, code: RightCode): Promise<void> {
  try {
    await dynamo().send(new DeleteItemCommand(usedUp(tableName, code)));
  } catch (error) {
    if (isConditionFailure(error)) throw spentCode();
    throw error;
  }
}

const spentCode = (): Refusal =>
  new Refusal('gone', 'code-spent', 'This code cannot be used any more. Ask for a new one.', {
    next: ['new-code'],
    triesLeft: 0,
  });

const wrongCode = (triesLeft: number): Refusal =>
  triesLeft > 0
    ? new Refusal('unprocessable', 'code-wrong', `The code is not right. Tries left: ${triesLeft}.`, {
        triesLeft,
        next: ['try-again', 'new-code'],
      })
    : new Refusal(
        'unprocessable',
        'code-wrong',
        'The code is not right and was the last try. Ask for a new one.',
        { triesLeft, next: ['new-code'] },
      );
