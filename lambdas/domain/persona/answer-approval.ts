import type { Outcome } from '../../contracts/relying-parties.ts';
import type { Decision } from '../approval/approval.ts';
import type { Approvals } from '../approval/approvals.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import { announceDecision } from '../backchannel-authentication/announce-decision.ts';
import type { RelyingPartyMessages } from '../relying-party-message/relying-party-message.ts';
import { type Persona, personaPhone } from './persona.ts';

export interface AnswerDeps {
  readonly approvals: Pick<Approvals, 'find' | 'decide'>;
  readonly messages: RelyingPartyMessages;
  readonly audit: AuditTrail;
}

/** What an outcome comes to; undefined: the phone stays silent. */
const DECISIONS: Readonly<Record<Outcome, Decision | undefined>> = {
  approve: 'approve',
  refuse: 'refuse',
  locked: 'refuse',
  'time-out': undefined,
};

/** The simulated phone's half of a sign-in (B12); false when the question was decided already, is over, or is another's. */
export async function answerApproval(
  approvalId: string,
  persona: Persona,
  outcome: Outcome,
  now: Date,
  { approvals, messages, audit }: AnswerDeps,
): Promise<boolean> {
  const decision = DECISIONS[outcome];
  const approval = decision && (await approvals.find(approvalId));
  if (decision === undefined || approval?.accountId !== persona.id || approval.state !== 'pending')
    return false;
  await announceDecision(approval, now, messages);
  const { id: accountId, ownerId: owner } = persona;
  const deviceId = personaPhone(accountId);
  const decided = await approvals.decide({ id: approvalId, accountId, deviceId, decision, now });
  if (!decided) return false;
  await audit.record({
    event: 'persona.answered',
    subject: accountId,
    actor: 'system',
    at: now,
    details: { client: approval.clientId, outcome, owner },
  });
  return true;
}
