import { openIdentity } from '../../domain/account/open-identity.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { Businesses } from '../../domain/business/business.ts';
import {
  type CertificateSessionDeps,
  requireCertificateSession,
} from '../../domain/citizen-session/require-citizen.ts';
import type { Move, MoveContent, Moves } from '../../domain/move/move.ts';
import { moverAttributesOf } from '../../domain/move/mover-attributes.ts';
import { toMoveView } from '../../domain/move/view.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface StartMoveDeps extends CertificateSessionDeps {
  readonly moves: Moves;
  readonly businesses: Businesses;
  readonly personalData: PersonalData;
  readonly randomness: Randomness;
  readonly audit: AuditTrail;
}

/** POST /api/moves: the four attributes as they stand now, for the person to check (E6). Needs the AUTHENTICATION certificate. */
export async function startMove(request: HttpRequest, deps: StartMoveDeps): Promise<HttpResponse> {
  const { account, certificate } = await requireCertificateSession(request, deps);
  const identity = await openIdentity(account, deps.personalData);
  const content: MoveContent = { attributes: moverAttributesOf(identity) };
  const move: Move = {
    id: deps.randomness.id(),
    accountId: account.id,
    state: 'open',
    startedAt: request.now.toISOString(),
    certificate,
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, content),
    version: 1,
  };
  await deps.moves.create(move);
  await deps.audit.record({
    event: 'move.started',
    subject: account.id,
    actor: 'citizen',
    at: request.now,
    details: { move: move.id, certificate },
  });
  return { status: 201, body: await toMoveView(move, content, [], deps.businesses) };
}
