import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import type { BrowserSessions } from '../../domain/browser-session/browser-sessions.ts';
import { dynamo, epochSeconds, toItem } from './dynamo.ts';

/** One item per session that ended before its time, until that time. */
export function dynamoBrowserSessions(tableName: string): BrowserSessions {
  return {
    async end({ id, validUntil }) {
      const expiresAt = epochSeconds(new Date(validUntil)) + 1;
      await dynamo().send(new PutItemCommand({ TableName: tableName, Item: toItem({ id, expiresAt }) }));
    },
  };
}
