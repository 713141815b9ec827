import {
  DeleteItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import type { JWK } from 'jose';
import type {
  Custody,
  KeyLine,
  Reservation,
  SigningKey,
  SigningMode,
} from '../../domain/signing-key/signing-key.ts';
import type { SigningKeyLines, SigningKeys } from '../../domain/signing-key/signing-keys.ts';
import type { TokenAlgorithm } from '../../domain/signing-key/token-signers.ts';
import { dynamo, fromItem, happened, toAttribute, toItem } from './dynamo.ts';

/** An item: a reservation until it has a public key (JSON text: a map would lose the order of its members); instants in ISO 8601. */
interface Row {
  readonly algorithm: TokenAlgorithm;
  readonly id: string;
  readonly mode: SigningMode;
  readonly reservedAt: string;
  readonly publicJwk?: string;
  readonly custody?: Custody;
  readonly startsAt?: string;
  readonly withdrawnAt?: string;
}

/** Reads lines of keys from the table `signing-keys`; a line has a handful of items, so that one page holds it. */
export function dynamoSigningKeyLines(table: string): SigningKeyLines {
  return {
    async line(algorithm) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'algorithm = :algorithm',
          ExpressionAttributeValues: { ':algorithm': { S: algorithm } },
          ConsistentRead: true,
        }),
      );
      return toLine(Items.map((item) => fromItem<Row>(item)));
    },
  };
}

/** The table `signing-keys` as the key-keeper uses it. */
export function dynamoSigningKeys(table: string): SigningKeys {
  const update = (of: Pick<Row, 'algorithm' | 'id'>, change: Change): Promise<boolean> =>
    unlessOvertaken(() =>
      dynamo().send(
        new UpdateItemCommand({
          TableName: table,
          Key: toItem({ algorithm: of.algorithm, id: of.id }),
          ...change,
        }),
      ),
    );
  return {
    ...dynamoSigningKeyLines(table),
    reserve: (reservation) =>
      unlessOvertaken(() =>
        dynamo().send(
          new PutItemCommand({
            TableName: table,
            Item: toItem({ ...reservation, reservedAt: reservation.reservedAt.toISOString() }),
            ConditionExpression: 'attribute_not_exists(id)',
          }),
        ),
      ),
    takeOver: (reservation, now) =>
      update(reservation, {
        UpdateExpression: 'SET reservedAt = :now',
        ConditionExpression: OWN_RESERVATION,
        ExpressionAttributeValues: { ':now': { S: now.toISOString() }, ...owned(reservation) },
      }),
    fill: (reservation, { publicJwk, custody }) =>
      update(reservation, {
        UpdateExpression: 'SET publicJwk = :publicJwk, custody = :custody',
        ConditionExpression: OWN_RESERVATION,
        ExpressionAttributeValues: {
          ':publicJwk': { S: JSON.stringify(publicJwk) },
          ':custody': toAttribute({ ...custody }),
          ...owned(reservation),
        },
      }),
    start: (key, startsAt) =>
      update(key, {
        UpdateExpression: 'SET startsAt = :at',
        ConditionExpression:
          'attribute_exists(publicJwk) AND attribute_not_exists(withdrawnAt) AND (attribute_not_exists(startsAt) OR startsAt > :at)',
        ExpressionAttributeValues: { ':at': { S: startsAt.toISOString() } },
      }),
    withdraw: (key, now) =>
      update(key, {
        UpdateExpression: 'SET withdrawnAt = :now',
        ConditionExpression: 'attribute_exists(publicJwk) AND attribute_not_exists(withdrawnAt)',
        ExpressionAttributeValues: { ':now': { S: now.toISOString() } },
      }),
    async remove({ algorithm, id }) {
      await dynamo().send(new DeleteItemCommand({ TableName: table, Key: toItem({ algorithm, id }) }));
    },
  };
}

type Change = Omit<UpdateItemCommandInput, 'TableName' | 'Key'>;

const OWN_RESERVATION = 'reservedAt = :reservedAt AND attribute_not_exists(publicJwk)';
const owned = ({ reservedAt }: Reservation) => ({ ':reservedAt': { S: reservedAt.toISOString() } });

async function unlessOvertaken(write: () => Promise<unknown>): Promise<boolean> {
  return happened(write());
}

function toLine(rows: readonly Row[]): KeyLine {
  const keys = rows.flatMap((row) => toKey(row) ?? []);
  const reserved = rows.find(({ publicJwk }) => publicJwk === undefined);
  if (reserved === undefined) return { keys };
  const { algorithm, id, mode, reservedAt } = reserved;
  return { keys, reservation: { algorithm, id, mode, reservedAt: new Date(reservedAt) } };
}

function toKey({ algorithm, id, publicJwk, custody, startsAt, withdrawnAt }: Row): SigningKey | undefined {
  if (publicJwk === undefined || custody === undefined) return undefined;
  return {
    algorithm,
    id,
    publicJwk: JSON.parse(publicJwk) as JWK,
    custody,
    ...(startsAt !== undefined && { startsAt: new Date(startsAt) }),
    ...(withdrawnAt !== undefined && { withdrawnAt: new Date(withdrawnAt) }),
  };
}
