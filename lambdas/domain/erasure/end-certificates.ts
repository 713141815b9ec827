import type { Account } from '../account/account.ts';
import type { AuditTrail } from '../audit/audit-trail.ts';
import type { Certificates } from '../certificate/certificates.ts';
import { isOver } from '../certificate-holder/live-certificate.ts';

export interface EndCertificatesDeps {
  readonly certificates: Pick<Certificates, 'of' | 'end'>;
  readonly audit: AuditTrail;
}

/** Certificates that are good or suspended end for good (RFC 5280 §5.3.1 cessationOfOperation); their records stay (C6). */
export async function endCertificates(account: Account, now: Date, deps: EndCertificatesDeps): Promise<void> {
  const held = await deps.certificates.of(account.id);
  for (const certificate of held.filter((each) => each.status !== 'issuing' && !isOver(each, now))) {
    const { id, kind } = certificate;
    const reason = 'cessationOfOperation';
    await deps.audit.record({
      event: 'certificate.revoked',
      subject: account.id,
      actor: 'citizen',
      at: new Date(account.closedAt ?? now),
      details: { certificate: id, kind, reason },
      once: `account-closed#certificate#${id}`,
    });
    await deps.certificates.end({ certificate, reason, at: now });
  }
}
