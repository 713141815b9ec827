import type { Accounts } from '../domain/account/accounts.ts';
import { type AnswerDeps, answerApproval } from '../domain/persona/answer-approval.ts';
import type { PersonaApproval, Personas } from '../domain/persona/persona.ts';

export interface AnswerAsPersonaDeps extends AnswerDeps {
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personas: Pick<Personas, 'find'>;
}

/** One message of the queue: the phone of a persona does what its owner chose. The account says itself that it is nobody real. */
export async function answerAsPersona(
  { approval, accountId }: PersonaApproval,
  now: Date,
  deps: AnswerAsPersonaDeps,
): Promise<void> {
  const account = await deps.accounts.find(accountId);
  if (account?.persona === undefined || account.status !== 'active') return;
  const persona = await deps.personas.find(account.persona.owner, account.id);
  if (persona === undefined || persona.manual === true) return;
  await answerApproval(approval, persona, persona.outcome, now, deps);
}
