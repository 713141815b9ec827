import type { AccountExport, BoxExport } from '../../lambdas/contracts/leaving.ts';
import { citizenCall } from '../citizen-session/citizen-session.ts';

const EXPORT = '/api/account/export';

/** Everything kept about the person, the post-office box page by page, as one JSON text. */
export async function gatherExport(): Promise<string> {
  const all = await citizenCall<AccountExport>('GET', EXPORT);
  const items: BoxExport['items'] = [];
  let page: BoxExport | undefined;
  do {
    const after = page?.next === undefined ? '' : `?after=${encodeURIComponent(page.next)}`;
    page = await citizenCall<BoxExport>('GET', `${EXPORT}/box${after}`);
    items.push(...page.items);
  } while (page.next !== undefined);
  return JSON.stringify({ ...all, box: { items } }, null, 2);
}
