import type { ChainedEvent } from '../audit/chain.ts';
import { personaPhone } from '../persona/persona.ts';
import type { Approval } from './approval.ts';

/** What the audit trail says of a decision on a phone, once; of a simulated one the persona's own function tells. */
export function auditEventOfApproval(approval: Approval): ChainedEvent | undefined {
  const { id, accountId, clientId, state, decidedAt, deviceId } = approval;
  if (decidedAt === undefined || deviceId === personaPhone(accountId)) return undefined;
  return {
    eventId: `${decidedAt}#approval#${id}`,
    event: `sign-in.${state}`,
    subject: accountId,
    actor: 'citizen',
    at: decidedAt,
    details: { client: clientId },
  };
}
