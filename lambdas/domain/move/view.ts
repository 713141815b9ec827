import type { MoveView } from '../../contracts/moves.ts';
import type { Businesses } from '../business/business.ts';
import type { Move, MoveContent, MoveNotice } from './move.ts';

/** A move with what became of each notice, in the order they were ticked. */
export async function toMoveView(
  move: Move,
  content: MoveContent,
  notices: readonly MoveNotice[],
  businesses: Businesses,
): Promise<MoveView> {
  const names = await namesOf(notices, businesses);
  return {
    move: move.id,
    state: move.state,
    startedAt: move.startedAt,
    attributes: content.attributes,
    notices: notices.map((notice) => toNoticeView(notice, names.get(notice.businessId))),
  };
}

/** The directory is at hand; only who has left it since is looked for one by one. */
async function namesOf(
  notices: readonly MoveNotice[],
  businesses: Businesses,
): Promise<ReadonlyMap<string, string>> {
  if (notices.length === 0) return new Map();
  const names = new Map((await businesses.list()).map(({ id, name }) => [id, name]));
  const gone = notices.map(({ businessId }) => businessId).filter((id) => !names.has(id));
  for (const business of await Promise.all(gone.map((id) => businesses.find(id))))
    if (business !== undefined) names.set(business.id, business.name);
  return names;
}

function toNoticeView(notice: MoveNotice, name: string | undefined): MoveView['notices'][number] {
  const { businessId, state, finishedAt: at, reason } = notice;
  return {
    business: businessId,
    name: name ?? businessId,
    state,
    ...(at !== undefined && { at }),
    ...(reason !== undefined && { reason }),
  };
}
