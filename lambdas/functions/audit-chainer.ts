import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';
import { fromItem, type Item } from '../adapters/aws/dynamo.ts';
import { dynamoAuditChain } from '../adapters/aws/dynamo-audit-chain.ts';
import type { Approval } from '../domain/approval/approval.ts';
import { auditEventOfApproval } from '../domain/approval/approval-journal.ts';
import type { ChainedEvent } from '../domain/audit/chain.ts';
import type { Grant } from '../domain/grant/grant.ts';
import { auditEventOfGrant } from '../domain/grant/grant-journal.ts';
import { chainAuditEvents } from '../events/chain-audit-events.ts';
import { table } from '../shell/config.ts';
import { streamFunction } from '../shell/stream-function.ts';

const deps = { chain: dynamoAuditChain(table('audit-chain')) };

/** Consumer of the streams whose records are audit events, or tell of one. */
export const handler = streamFunction({
  failure: 'audit event not chained',
  async work(record) {
    const event = eventOf(record);
    if (event !== undefined) await chainAuditEvents([event], deps);
  },
});

/** What a record tells, by its table; a write that is repeated or goes further tells nothing new (`known`). */
function eventOf({ eventName, eventSourceARN = '', dynamodb }: DynamoDBRecord): ChainedEvent | undefined {
  const image = dynamodb?.NewImage as Record<string, AttributeValue> | undefined;
  const source = /:table\/(?:.*-)?(audit-events|approvals|grants)\/stream\//.exec(eventSourceARN)?.[1];
  if (image === undefined || source === undefined) return undefined;
  if (source === 'approvals') return auditEventOfApproval(fromItem<Approval>(image));
  if (eventName !== 'INSERT') return undefined;
  return source === 'grants' ? auditEventOfGrant(fromItem<Grant>(image)) : toChainedEvent(image);
}

function toChainedEvent(image: Item): ChainedEvent {
  const { id, event, subject, actor, at, details } = fromItem<ChainedEvent & { id: string }>(image);
  return { eventId: id, event, subject, actor, at, details: details ?? {} };
}
