import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Randomness } from '../../domain/randomness.ts';
import { hashSecret } from '../../domain/secret-hash.ts';
import type { Sessions } from '../../domain/session/sessions.ts';
import { dynamo, epochSeconds, fromItem, isConditionFailure, toItem } from './dynamo.ts';

interface StoredSession {
  readonly subject: string;
  readonly expiresAt: number;
  readonly idleSeconds?: number;
  readonly idleUntil?: number;
}

/** Activity is written at most this often, to spare a write per request. */
const ACTIVITY_STEP_SECONDS = 60;

/** Sessions by the hash of their secret; the idle limit moves with use, the overall limit never. */
export function dynamoSessions(tableName: string, randomness: Randomness): Sessions {
  const key = (secret: string) => ({ TableName: tableName, Key: { id: { S: hashSecret(secret) } } });
  return {
    async open({ subject, lifetimeSeconds, idleSeconds, now }) {
      const secret = randomness.secret();
      const at = epochSeconds(now);
      const idle = idleSeconds === undefined ? {} : { idleSeconds, idleUntil: at + idleSeconds };
      const item = toItem({ id: hashSecret(secret), subject, expiresAt: at + lifetimeSeconds, ...idle });
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: item }));
      return secret;
    },

    async find(secret, now) {
      const { Item } = await dynamo().send(new GetItemCommand({ ...key(secret), ConsistentRead: true }));
      if (Item === undefined) return undefined;
      const session = fromItem<StoredSession>(Item);
      const at = epochSeconds(now);
      if (session.expiresAt <= at || (session.idleUntil ?? at + 1) <= at) return undefined;
      if (session.idleSeconds !== undefined && session.idleUntil !== undefined) {
        const idleUntil = at + session.idleSeconds;
        if (idleUntil - session.idleUntil >= ACTIVITY_STEP_SECONDS) await keepAwake(key(secret), idleUntil);
      }
      return { subject: session.subject, expiresAt: new Date(session.expiresAt * 1000) };
    },

    async close(secret) {
      await dynamo().send(new DeleteItemCommand(key(secret)));
    },
  };
}

async function keepAwake(
  key: { TableName: string; Key: { id: { S: string } } },
  idleUntil: number,
): Promise<void> {
  try {
    await dynamo().send(
      new UpdateItemCommand({
        ...key,
        UpdateExpression: 'SET idleUntil = :until',
        ConditionExpression: 'attribute_exists(id)',
        ExpressionAttributeValues: { ':until': { N: String(idleUntil) } },
      }),
    );
  } catch (error) {
    if (!isConditionFailure(error)) throw error; // signed out meanwhile: nothing to keep awake
  }
}
