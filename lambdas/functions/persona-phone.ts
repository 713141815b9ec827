import type { SQSBatchResponse, SQSEvent, SQSRecord } from 'aws-lambda';
import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoPersonas } from '../adapters/aws/dynamo-personas.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { PersonaApproval } from '../domain/persona/persona.ts';
import { answerAsPersona } from '../events/answer-as-persona.ts';
import { queue, table } from '../shell/config.ts';
import { logger } from '../shell/logger.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  accounts: dynamoAccounts(table('accounts')),
  personas: dynamoPersonas(table('personas')),
  approvals: dynamoApprovals(table('approvals')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the queue of questions to personas; what failed comes again. */
export async function handler(event: SQSEvent): Promise<SQSBatchResponse> {
  const done = await Promise.all(event.Records.map(answer));
  const failed = event.Records.filter((_record, index) => !done[index]);
  return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) };
}

/** @returns whether the message has done its work */
async function answer({ body, messageId }: SQSRecord): Promise<boolean> {
  try {
    await answerAsPersona(JSON.parse(body) as PersonaApproval, new Date(), deps);
    return true;
  } catch (error) {
    logger.error('persona did not answer', {
      messageId,
      error: error instanceof Error ? error.name : 'unknown',
    });
    return false;
  }
}
