import { createHash } from 'node:crypto';
import type { Account } from '../account/account.ts';
import type { BoxItemContent, BoxItems } from '../box/box-items.ts';
import type { Business } from '../business/business.ts';
import type { PersonalData } from '../personal-data/personal-data.ts';
import type { Move, MoveNotice, NoticeContent } from './move.ts';
import { resultWords } from './result-texts.ts';

type Finished = MoveNotice & { readonly state: Exclude<MoveNotice['state'], 'queued'> };

/** Files what became of one notice in the person's Notices box, with the signed papers; a second time changes nothing (E6, E7). */
export async function fileResult(
  notice: Finished,
  papers: NoticeContent | undefined,
  to: { readonly account: Account; readonly move: Move; readonly business: Business },
  deps: { readonly boxItems: BoxItems; readonly personalData: PersonalData },
): Promise<void> {
  const { account, move, business } = to;
  const words = resultWords(account.language, notice.state, {
    business: business.name,
    reason: notice.reason ?? '',
  });
  const content: BoxItemContent = {
    ...words,
    from: business.name,
    link: `/app/move/${move.id}`,
    files: papersOf(papers, notice.state),
  };
  const arrivedAt = notice.finishedAt ?? move.startedAt;
  await deps.boxItems.keep({
    boxId: account.id,
    itemId: `${arrivedAt}#move-${move.id}-${business.id}`,
    folder: 'notices',
    kind: 'notice',
    arrivedAt,
    sealed: await deps.personalData.seal(account.id, account.wrappedKey, content),
  });
}

/** What was sent stands beside its receipt; a notice that nobody was given is not shown. */
function papersOf(papers: NoticeContent | undefined, state: Finished['state']): BoxItemContent['files'] {
  if (papers === undefined || state === 'stopped') return [];
  const { notice, receipt } = papers;
  return [...(receipt === undefined ? [] : [paper('receipt.jwt', receipt)]), paper('notice.jwt', notice)];
}

function paper(name: string, jws: string): BoxItemContent['files'][number] {
  const bytes = Buffer.from(jws);
  const digest = createHash('sha256').update(bytes).digest('base64url');
  return { name, type: 'application/jwt', size: bytes.length, digest, bytes: bytes.toString('base64') };
}
