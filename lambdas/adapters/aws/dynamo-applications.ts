import {
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import type { Application, ApplicationChanges } from '../../domain/application/application.ts';
import type { Applications } from '../../domain/application/applications.ts';
import type { DocumentRequest } from '../../domain/document-request/document-request.ts';
import { Refusal } from '../../domain/errors.ts';
import { dynamo, fromItem, type Item, isConditionFailure, toItem } from './dynamo.ts';
import { changeExpression } from './dynamo-change.ts';
import { transact } from './dynamo-transaction.ts';

const MOST_OF_ONE_PERSON = 200;

type Period = Parameters<Applications['received']>[1];

/**
 * Applications, each change conditional on the version; a new request of a document stands in the same transaction.
 * @param requestsTable only where documents are asked for
 */
export function dynamoApplications(tableName: string, requestsTable = ''): Applications {
  const key = (id: string) => ({ TableName: tableName, Key: { id: { S: id } } });

  const found = async (id: string): Promise<Application | undefined> => {
    const { Item } = await dynamo().send(new GetItemCommand({ ...key(id), ConsistentRead: true }));
    return Item && fromItem<Application>(Item);
  };

  return {
    async create(application) {
      await dynamo().send(
        new PutItemCommand({
          TableName: tableName,
          Item: toItem(application),
          ConditionExpression: 'attribute_not_exists(id)',
        }),
      );
    },

    find: found,

    async ofApplicant(accountId) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-applicant',
          KeyConditionExpression: 'applicantId = :applicant',
          ExpressionAttributeValues: { ':applicant': { S: accountId } },
          ScanIndexForward: false,
          Limit: MOST_OF_ONE_PERSON,
        }),
      );
      return Items.map((item) => fromItem<Application>(item));
    },

    async received(authorityId, period, limit, after) {
      const { Items = [], LastEvaluatedKey } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          IndexName: 'by-authority',
          // BETWEEN includes both ends; instants end in Z, so the day's end is taken off by its first millisecond
          KeyConditionExpression: 'authorityId = :authority AND submittedAt BETWEEN :from AND :until',
          ExpressionAttributeValues: {
            ':authority': { S: authorityId },
            ':from': { S: period.from },
            ':until': { S: justBefore(period.until) },
          },
          ScanIndexForward: false,
          Limit: limit,
          ...(after !== undefined && { ExclusiveStartKey: readCursor(after, authorityId, period) }),
        }),
      );
      const applications = Items.map((item) => fromItem<Application>(item));
      return { applications, ...(LastEvaluatedKey && { next: cursorOf(LastEvaluatedKey) }) };
    },

    async change(application, changes) {
      try {
        const { Attributes } = await dynamo().send(
          new UpdateItemCommand({
            ...key(application.id),
            ...changeOf(application, changes),
            ReturnValues: 'ALL_NEW',
          }),
        );
        return fromItem<Application>(Attributes ?? {});
      } catch (error) {
        if (isConditionFailure(error)) throw changedMeanwhile();
        throw error;
      }
    },

    async changeWithRequest(application, changes, request, replaced) {
      const refused = await transact([
        { Update: { ...key(application.id), ...changeOf(application, changes) } },
        {
          Put: {
            TableName: requestsTable,
            Item: toItem(request),
            ConditionExpression: 'attribute_not_exists(id)',
          },
        },
        ...(replaced ? [{ Update: withdrawal(requestsTable, replaced, request.requestedAt) }] : []),
      ]);
      if (refused.length > 0) throw changedMeanwhile();
      return { ...application, ...changes, version: application.version + 1 };
    },

    async remove(application) {
      try {
        await dynamo().send(
          new DeleteItemCommand({
            ...key(application.id),
            ConditionExpression: '#version = :readVersion',
            ExpressionAttributeNames: { '#version': 'version' },
            ExpressionAttributeValues: { ':readVersion': { N: String(application.version) } },
          }),
        );
      } catch (error) {
        if (isConditionFailure(error)) throw changedMeanwhile();
        throw error;
      }
    },
  };
}

function changeOf(record: { readonly version: number }, changes: ApplicationChanges | object) {
  const change = changeExpression({ ...changes, version: record.version + 1 });
  return {
    ...change,
    ConditionExpression: '#version = :readVersion',
    ExpressionAttributeValues: {
      ...change.ExpressionAttributeValues,
      ':readVersion': { N: String(record.version) },
    },
  };
}

const withdrawal = (tableName: string, request: DocumentRequest, decidedAt: string) => ({
  TableName: tableName,
  Key: { id: { S: request.id } },
  ...changeOf(request, { status: 'withdrawn', decidedAt }),
});

const justBefore = (instant: string): string => new Date(Date.parse(instant) - 1).toISOString();

/** `<submittedAt>#<id>`; the index of an authority's applications goes on after it. */
const cursorOf = (key: Item): string => `${key.submittedAt?.S ?? ''}#${key.id?.S ?? ''}`;

/** DynamoDB refuses to begin outside the period, and so do we: as a page that we never gave. */
function readCursor(cursor: string, authorityId: string, { from, until }: Period): Item {
  const [at = '', id = '', ...more] = cursor.split('#');
  if (id === '' || more.length > 0 || at < from || at >= until) {
    throw new Refusal('invalid', 'invalid-fields', 'The page asked for does not exist.', {
      fields: [{ field: 'after', code: 'invalid' }],
    });
  }
  return { id: { S: id }, authorityId: { S: authorityId }, submittedAt: { S: at } };
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    'conflict',
    'application-changed',
    'This application was changed at the same time, here or elsewhere. Load the page again and go on.',
    { next: ['try-again'] },
  );
}
