import { DeleteItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Refusal } from '../../domain/errors.ts';
import type { WorkChallenges } from '../../domain/proof-of-work/work-challenges.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import { dynamo, epochSeconds, isConditionFailure, toItem } from './dynamo.ts';

/** One item per challenge, by its hash; using it up is one conditional delete. */
export function dynamoWorkChallenges(
  tableName: string,
  randomness: Pick<Randomness, 'secret'>,
): WorkChallenges {
  return {
    async give(lifetimeSeconds, now) {
      const challenge = randomness.secret();
      const expiresAt = epochSeconds(now) + lifetimeSeconds;
      const item = toItem({ id: hashSecret(challenge), expiresAt });
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: item }));
      return { challenge, expiresAt: new Date(expiresAt * 1000) };
    },

    async consume(challenge, now) {
      try {
        await dynamo().send(
          new DeleteItemCommand({
            TableName: tableName,
            Key: { id: { S: hashSecret(challenge) } },
            ConditionExpression: 'expiresAt > :now',
            ExpressionAttributeValues: { ':now': { N: String(epochSeconds(now)) } },
            ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
          }),
        );
      } catch (error) {
        if (!isConditionFailure(error)) throw error;
        throw 'Item' in (error as object) && (error as { Item?: object }).Item ? expired() : used();
      }
    },
  };
}

const expired = (): Refusal =>
  new Refusal('gone', 'challenge-expired', 'The challenge has expired. Ask for a new one and solve it.', {
    next: ['try-again'],
  });

const used = (): Refusal =>
  new Refusal(
    'gone',
    'challenge-used',
    'The challenge was used already, or was not given here. Ask for a new one for each verification.',
    { next: ['try-again'] },
  );
