import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { CitizenSession, CitizenSessions } from '../../domain/citizen-session/citizen-session.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

type StoredSession = CitizenSession & {
  readonly id?: string;
  readonly expiresAt: number;
  readonly idleSeconds: number;
  readonly idleUntil: number;
};

/** Activity is written at most this often, to spare a write per request. */
const ACTIVITY_STEP_SECONDS = 60;

/** Sessions by the hash of their secret; the idle limit moves with use, the overall limit never. */
export function dynamoCitizenSessions(tableName: string, randomness: Randomness): CitizenSessions {
  const key = (secret: string) => ({ TableName: tableName, Key: { id: { S: hashSecret(secret) } } });

  const keepAwake = async (secret: string, idleUntil: number): Promise<void> => {
    try {
      await dynamo().send(
        new UpdateItemCommand({
          ...key(secret),
          UpdateExpression: 'SET idleUntil = :until',
          ConditionExpression: 'attribute_exists(id)',
          ExpressionAttributeValues: { ':until': { N: String(idleUntil) } },
        }),
      );
    } catch (error) {
      if (!isConditionFailure(error)) throw error; // logged out meanwhile: nothing to keep awake
    }
  };

  return {
    async open(session, lifetimeSeconds, idleSeconds, now) {
      const secret = randomness.secret();
      const at = epochSeconds(now);
      const times = { expiresAt: at + lifetimeSeconds, idleSeconds, idleUntil: at + idleSeconds };
      const item = toItem({ ...session, ...times, id: hashSecret(secret) });
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: item }));
      return secret;
    },

    async find(secret, now) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...key(secret), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const { id: _, expiresAt, idleSeconds, idleUntil, ...session } = fromItem<StoredSession>(Item);
      const at = epochSeconds(now);
      if (expiresAt <= at || idleUntil <= at) return undefined;
      if (at + idleSeconds - idleUntil >= ACTIVITY_STEP_SECONDS) await keepAwake(secret, at + idleSeconds);
      return { ...session, expiresAt: new Date(expiresAt * 1000).toISOString() };
    },

    async close(secret) {
      await dynamo().send(new DeleteItemCommand(key(secret)));
    },
  };
}
