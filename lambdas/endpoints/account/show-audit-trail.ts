import type { AuditChain } from '../../domain/audit/audit-chain.ts';
import { type DeviceProofDeps, requireBoundDevice } from '../../domain/device-proof/require-device.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

const SHOWN = 200;

/** GET /api/account/audit: what was recorded about this person, as account and as enrolment before (X1); newest first. */
export async function showAuditTrail(
  request: HttpRequest,
  deps: DeviceProofDeps & { readonly chain: Pick<AuditChain, 'ofSubject'> },
): Promise<HttpResponse> {
  const { account } = await requireBoundDevice(request, deps);
  const subjects = [account.id, account.enrolmentId];
  const links = await Promise.all(subjects.map((subject) => deps.chain.ofSubject(subject, SHOWN)));
  const entries = links
    .flat()
    .map(({ at, event, actor, details }) => ({ at, event, actor, details }))
    .sort((a, b) => (a.at < b.at ? 1 : -1))
    .slice(0, SHOWN);
  return { body: { entries } };
}
