import { PutItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import type { RelyingPartySettings } from '../../contracts/settings.ts';
import type { ClientError, ClientErrorLog, ClientErrors } from '../../domain/client-errors/client-errors.ts';
import type { Randomness } from '../../domain/randomness.ts';
import { dynamo, epochSeconds, fromItem, happened, toItem } from './dynamo.ts';

type Settings = Pick<RelyingPartySettings, 'errorDays' | 'errorsPerClient'>;

const DAY_SECONDS = 86_400;
/** Free places tried before an older error of the window is written over. */
const LOOKS = 3;
const PATIENCE_MILLISECONDS = 500;
const SENTENCE_CHARACTERS = 500;
const LISTED = 200;

/**
 * A window has as many places as errors may be kept; each error takes a place drawn by lot, so that the bound holds without a
 * counter, by one write, however many come at once. A flood writes over itself.
 */
export function dynamoClientErrors(
  tableName: string,
  settings: Settings,
  randomness: Pick<Randomness, 'bytes'>,
  patienceMilliseconds = PATIENCE_MILLISECONDS,
): ClientErrors & ClientErrorLog {
  return {
    ...dynamoClientErrorLog(tableName),
    async record(error) {
      const expiresAt = epochSeconds(error.at) + settings.errorDays * DAY_SECONDS;
      for (let look = 1; look <= LOOKS; look += 1) {
        const item = toItem({ ...stored(error), place: placeFor(error.at, settings, randomness), expiresAt });
        if (await put(tableName, item, { overwrites: look === LOOKS, patienceMilliseconds })) return;
      }
    },
  };
}

/** For those who only read. */
export function dynamoClientErrorLog(tableName: string): ClientErrorLog {
  return {
    async of(clientId, now) {
      const { Items = [] } = await dynamo().send(
        new QueryCommand({
          TableName: tableName,
          KeyConditionExpression: 'clientId = :client',
          FilterExpression: 'expiresAt > :now',
          ExpressionAttributeValues: {
            ':client': { S: clientId },
            ':now': { N: String(epochSeconds(now)) },
          },
          ScanIndexForward: false,
        }),
      );
      return Items.map((item) => fromItem<ReturnType<typeof stored>>(item))
        .map((error) => ({ ...error, at: new Date(error.at) }))
        .sort((one, other) => other.at.getTime() - one.at.getTime())
        .slice(0, LISTED);
    },
  };
}

const stored = ({ clientId, endpoint, code, sentence, requestId, at }: ClientError) => ({
  clientId,
  endpoint,
  code,
  sentence: sentence.slice(0, SENTENCE_CHARACTERS),
  requestId,
  at: at.toISOString(),
});

/** `<window>#<place>`: windows sort by time. */
function placeFor(at: Date, { errorsPerClient }: Settings, { bytes }: Pick<Randomness, 'bytes'>): string {
  const window = Math.floor(epochSeconds(at) / errorsPerClient.windowSeconds);
  const place = Buffer.from(bytes(6)).readUIntBE(0, 6) % errorsPerClient.limit;
  return `${String(window).padStart(10, '0')}#${place}`;
}

async function put(
  tableName: string,
  item: ReturnType<typeof toItem>,
  {
    overwrites,
    patienceMilliseconds,
  }: { readonly overwrites: boolean; readonly patienceMilliseconds: number },
): Promise<boolean> {
  return happened(
    dynamo().send(
      new PutItemCommand({
        TableName: tableName,
        Item: item,
        ...(!overwrites && { ConditionExpression: 'attribute_not_exists(clientId)' }),
      }),
      { abortSignal: AbortSignal.timeout(patienceMilliseconds) },
    ),
  );
}
