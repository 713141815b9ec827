import { dynamoAccounts } from '../adapters/aws/dynamo-accounts.ts';
import { dynamoApprovals } from '../adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../adapters/aws/dynamo-audit-trail.ts';
import { dynamoPersonas } from '../adapters/aws/dynamo-personas.ts';
import { sqsRelyingPartyMessages } from '../adapters/aws/sqs-relying-party-messages.ts';
import type { PersonaApproval } from '../domain/persona/persona.ts';
import { answerAsPersona } from '../events/answer-as-persona.ts';
import { queue, table } from '../shell/config.ts';
import { queueFunction } from '../shell/queue-function.ts';
import { randomness } from '../shell/randomness.ts';

const deps = {
  accounts: dynamoAccounts(table('accounts')),
  personas: dynamoPersonas(table('personas')),
  approvals: dynamoApprovals(table('approvals')),
  messages: sqsRelyingPartyMessages(queue('relying-party-messages')),
  audit: dynamoAuditTrail(table('audit-events'), randomness),
};

/** Consumer of the queue of questions to personas; what failed comes again. */
export const handler = queueFunction<PersonaApproval>({
  failure: 'persona did not answer',
  work: (approval, _attempt, now) => answerAsPersona(approval, now, deps),
});
