import type { Account } from '../account/account.ts';
import type { Attributes } from '../attribute/attribute.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';

export interface EndAttributesDeps {
  readonly attributes: Pick<Attributes, 'ofHolder' | 'revoke'>;
  readonly audit: AuditTrail;
}

/** Who has left acts for no organisation any more: what they were given ends. The attributes name no person, and stay. */
export async function endAttributes(account: Account, now: Date, deps: EndAttributesDeps): Promise<void> {
  const held = await deps.attributes.ofHolder(account.id);
  for (const { id, organisationId } of held.filter(({ status }) => status === 'good')) {
    await deps.audit.record({
      event: 'attribute.revoked',
      subject: account.id,
      actor: 'citizen',
      at: new Date(account.closedAt ?? now),
      details: { organisation: organisationId, attribute: id },
      once: `attribute-revoked-${id}`,
    });
    await deps.attributes.revoke(id, 'holder', now);
  }
}
