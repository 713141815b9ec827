import {
  type AttributeValue,
  DeleteItemCommand,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { PEER_TABLE } from './peer-table.ts';

type Payload = Record<string, unknown> & { grantId?: string; uid?: string; userCode?: string };

const dynamo = new DynamoDBClient({ maxAttempts: 4 });
const seconds = (): number => Math.floor(Date.now() / 1000);
/** Models that are revoked with their grant, as in the package's own adapters. */
const OF_GRANT = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken', 'DeviceCode']);

/**
 * oidc-provider's adapter contract over DynamoDB as its own example adapters do it over other stores: a model is one item with
 * its payload as JSON, sessions are found by `uid` and tokens by `grantId` through indexes.
 */
export class DynamoAdapter {
  readonly #model: string;
  constructor(model: string) {
    this.#model = model;
  }

  readonly #key = (id: string) => ({ TableName: PEER_TABLE, Key: { id: { S: `${this.#model}:${id}` } } });

  async upsert(id: string, payload: Payload, expiresIn?: number): Promise<void> {
    const { uid, grantId } = payload;
    await dynamo.send(
      new PutItemCommand({
        TableName: PEER_TABLE,
        Item: {
          id: { S: `${this.#model}:${id}` },
          payload: { S: JSON.stringify(payload) },
          ...(expiresIn !== undefined && { expiresAt: { N: String(seconds() + expiresIn) } }),
          ...(this.#model === 'Session' && uid !== undefined && { uid: { S: uid } }),
          ...(OF_GRANT.has(this.#model) && grantId !== undefined && { grantId: { S: grantId } }),
        },
      }),
    );
  }

  async find(id: string): Promise<Payload | undefined> {
    const { Item } = await dynamo.send(new GetItemCommand({ ...this.#key(id), ConsistentRead: true }));
    return payloadOf(Item);
  }

  async findByUid(uid: string): Promise<Payload | undefined> {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: PEER_TABLE,
        IndexName: 'by-uid',
        KeyConditionExpression: 'uid = :uid',
        ExpressionAttributeValues: { ':uid': { S: uid } },
      }),
    );
    return payloadOf(Items[0]);
  }

  async findByUserCode(): Promise<undefined> {
    return undefined; // the device flow is off
  }

  async consume(id: string): Promise<void> {
    await dynamo.send(
      new UpdateItemCommand({
        ...this.#key(id),
        UpdateExpression: 'SET consumedAt = :now',
        ExpressionAttributeValues: { ':now': { N: String(seconds()) } },
      }),
    );
  }

  async destroy(id: string): Promise<void> {
    await dynamo.send(new DeleteItemCommand(this.#key(id)));
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    const { Items = [] } = await dynamo.send(
      new QueryCommand({
        TableName: PEER_TABLE,
        IndexName: 'by-grant',
        KeyConditionExpression: 'grantId = :grant',
        ExpressionAttributeValues: { ':grant': { S: grantId } },
      }),
    );
    for (const { id } of Items)
      await dynamo.send(new DeleteItemCommand({ TableName: PEER_TABLE, Key: { id: { S: id?.S ?? '' } } }));
  }
}

function payloadOf(item: Record<string, AttributeValue> | undefined): Payload | undefined {
  if (item === undefined) return undefined;
  if (item.expiresAt !== undefined && Number(item.expiresAt.N) <= seconds()) return undefined;
  const payload = JSON.parse(item.payload?.S ?? '{}') as Payload;
  return item.consumedAt === undefined ? payload : { ...payload, consumed: Number(item.consumedAt.N) };
}
