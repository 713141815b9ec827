import { dynamoApprovals } from '../lambdas/adapters/aws/dynamo-approvals.ts';
import { dynamoAuditTrail } from '../lambdas/adapters/aws/dynamo-audit-trail.ts';
import { dynamoPersonaAccounts, dynamoPersonas } from '../lambdas/adapters/aws/dynamo-personas.ts';
import { kmsPersonalData } from '../lambdas/adapters/aws/kms-personal-data.ts';
import { deploymentSecret } from '../lambdas/adapters/aws/secrets.ts';
import { sqsQueueNamed } from '../lambdas/adapters/aws/sqs-queue-named.ts';
import { sqsRelyingPartyMessages } from '../lambdas/adapters/aws/sqs-relying-party-messages.ts';
import type { CreatePersonaRequest, Outcome } from '../lambdas/contracts/relying-parties.ts';
import type { Approval } from '../lambdas/domain/approval/approval.ts';
import { identifyWith } from '../lambdas/domain/identifier/identify.ts';
import { answerApproval } from '../lambdas/domain/persona/answer-approval.ts';
import { makePersona } from '../lambdas/domain/persona/make-persona.ts';
import type { Persona } from '../lambdas/domain/persona/persona.ts';
import type { QueuedMessage } from '../lambdas/domain/relying-party-message/relying-party-message.ts';
import { randomness } from '../lambdas/shell/randomness.ts';
import { prefix } from '../lib/names.ts';
import type { Stage } from '../lib/stages.ts';

/** Who owns the personas of the command line. */
const OPERATOR = 'operator';
const ENOUGH = 10_000;

/** The personas of a deployment for tests, and their simulated phones, through the stores of the functions that serve them. */
export function personaDesk(stage: Stage) {
  const table = (name: string) => prefix(stage, name);
  const personas = dynamoPersonas(table('personas'));
  const approvals = dynamoApprovals(table('approvals'));
  const personaAccounts = dynamoPersonaAccounts({
    personas: table('personas'),
    accounts: table('accounts'),
    handles: table('account-handles'),
  });
  const audit = dynamoAuditTrail(table('audit-events'), randomness);
  const deps = {
    personaAccounts,
    randomness,
    anywhere: true,
    personalData: kmsPersonalData(`alias/guichet/${stage.name}/personal-data`),
    identify: identifyWith(deploymentSecret(table('identifiers'))),
  };
  const messages = {
    enqueue: async (message: QueuedMessage) =>
      sqsRelyingPartyMessages(await sqsQueueNamed(table('relying-party-messages'))).enqueue(message),
  };

  return {
    all: () => personas.of(OPERATOR),

    /** Makes a persona; one of the same number stays the same person, and does from now on what is said. */
    async make(wanted: CreatePersonaRequest, now: Date): Promise<Persona> {
      const known = (await personas.of(OPERATOR)).find(({ phone }) => phone === wanted.phone);
      if (known === undefined) {
        const persona = await makePersona(OPERATOR, wanted, ENOUGH, now, deps);
        await audit.record({ event: 'persona.made', subject: persona.id, actor: 'operator', at: now });
        return persona;
      }
      const { pin = known.pin, level, outcome, manual } = wanted;
      const changed = { ...known, pin, level, outcome, manual };
      await personaAccounts.change(changed);
      return changed;
    },

    /** The newest sign-in that waits for this phone. */
    async waiting(persona: Persona, now: Date): Promise<Approval | undefined> {
      return (await approvals.pendingOf(persona.id, now))[0];
    },

    answer: (approval: Approval, persona: Persona, outcome: Outcome, now: Date): Promise<boolean> =>
      answerApproval(approval.id, persona, outcome, now, { approvals, messages, audit }),
  };
}
