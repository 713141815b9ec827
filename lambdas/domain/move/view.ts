import type { MoveView } from '../../contracts/moves.ts';
import type { Business, Businesses } from '../business/business.ts';
import type { Move, MoveContent, MoveNotice } from './move.ts';

/** A move with what became of each notice, in the order they were ticked. */
export async function toMoveView(
  move: Move,
  content: MoveContent,
  notices: readonly MoveNotice[],
  businesses: Businesses,
): Promise<MoveView> {
  const names = await Promise.all(notices.map(({ businessId }) => businesses.find(businessId)));
  return {
    move: move.id,
    state: move.state,
    startedAt: move.startedAt,
    attributes: content.attributes,
    notices: notices.map((notice, at) => toNoticeView(notice, names[at])),
  };
}

function toNoticeView(notice: MoveNotice, business: Business | undefined): MoveView['notices'][number] {
  const { businessId, state, finishedAt: at, reason } = notice;
  return {
    business: businessId,
    name: business?.name ?? businessId,
    state,
    ...(at !== undefined && { at }),
    ...(reason !== undefined && { reason }),
  };
}
