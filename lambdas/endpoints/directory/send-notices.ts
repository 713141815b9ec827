import type * as v from 'valibot';
import type { MoveNoticesRequest } from '../../contracts/moves.ts';
import type { AuditTrail } from '../../domain/audit/audit-trail.ts';
import type { BusinessConsents, Businesses } from '../../domain/business/business.ts';
import {
  type CertificateSessionDeps,
  requireCertificateSession,
} from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import { handOver } from '../../domain/move/hand-over.ts';
import type { Move, MoveContent, MoveNotices, MoveQueue, Moves } from '../../domain/move/move.ts';
import { openMove, requireOwnMove } from '../../domain/move/own-move.ts';
import { toMoveView } from '../../domain/move/view.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface SendNoticesDeps extends CertificateSessionDeps {
  readonly moves: Moves;
  readonly notices: MoveNotices;
  readonly queue: MoveQueue;
  readonly businesses: Businesses;
  readonly consents: BusinessConsents;
  readonly personalData: PersonalData;
  readonly audit: AuditTrail;
}

type Request = HttpRequest<v.InferOutput<typeof MoveNoticesRequest>>;

/**
 * POST /api/moves/{move}/notices (E6, E7): orders one notice to each ticked business that the person agreed to before. The order is
 * recorded first; asked again after a failure, it goes on where it stopped.
 */
export async function sendNotices(request: Request, deps: SendNoticesDeps): Promise<HttpResponse> {
  const { account } = await requireCertificateSession(request, deps);
  const move = await requireOwnMove(request.params.move ?? '', account.id, deps.moves);
  const content = await openMove(move, account, deps.personalData);
  const { details } = request.body;
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, { ...content, details });
  const ordered = move.state === 'open' ? await order(move, sealed, request, deps) : requireOrdered(move);
  const sent = ordered.state === 'sending' ? await handOver(ordered, deps) : ordered;
  const notices = await deps.notices.of(move.id);
  const shown: MoveContent = await openMove(sent, account, deps.personalData);
  return { status: 202, body: await toMoveView(sent, shown, notices, deps.businesses) };
}

async function order(move: Move, sealed: string, request: Request, deps: SendNoticesDeps): Promise<Move> {
  const businesses = [...new Set(request.body.businesses)];
  await requireConsents(move.accountId, businesses, deps.consents);
  const changes = { state: 'sending', sealed, businesses, orderedAt: request.now.toISOString() } as const;
  if (!(await deps.moves.change(move, changes))) {
    return requireOrdered(await requireOwnMove(move.id, move.accountId, deps.moves));
  }
  await deps.audit.record({
    event: 'move.ordered',
    subject: move.accountId,
    actor: 'citizen',
    at: request.now,
    details: { move: move.id, businesses: String(businesses.length) },
    once: move.id,
  });
  return { ...move, ...changes, version: move.version + 1 };
}

async function requireConsents(
  accountId: string,
  businesses: readonly string[],
  consents: BusinessConsents,
): Promise<void> {
  const given = new Set((await consents.of(accountId)).map(({ businessId }) => businessId));
  const without = businesses.filter((business) => !given.has(business));
  if (without.length === 0) return;
  throw new Refusal(
    'unprocessable',
    'no-consent',
    `You have not agreed that these are told of a move: ${without.join(', ')}. Give your consent first, or untick them.`,
    { fields: without.map(() => ({ field: 'businesses', code: 'no-consent' })) },
  );
}

function requireOrdered(move: Move): Move {
  if (move.state !== 'cancelled') return move;
  throw new Refusal('conflict', 'move-cancelled', 'This move was cancelled. Start a new one.', {
    next: ['restart'],
  });
}
