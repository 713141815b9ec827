import { FilterRule } from 'aws-cdk-lib/aws-lambda';
import type { StreamFilter } from './stream-consumer.ts';

/** New grants that say how the person answered: not their later changes, of which there are many. */
export const ANSWERED_GRANTS: StreamFilter = {
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: { NewImage: { answer: { M: { at: { S: FilterRule.exists() } } } } },
};

/** Approvals from their decision on. */
export const DECIDED_APPROVALS: StreamFilter = {
  eventName: FilterRule.isEqual('MODIFY'),
  dynamodb: { NewImage: { decidedAt: { S: FilterRule.exists() } } },
};

/** Changes of address or number as they take place: not their end a week later. */
export const NEW_CONTACTS: StreamFilter = { eventName: FilterRule.isEqual('INSERT') };
