import { parseBoxQuery } from '../../contracts/mailbox.ts';
import type { OwnBoxItems } from '../../domain/box/box-items.ts';
import { openItem, toItemLine } from '../../domain/box/box-view.ts';
import { searchBox } from '../../domain/box/search-box.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface ListItemsDeps extends CitizenDeps {
  readonly items: Pick<OwnBoxItems, 'list'>;
  readonly personalData: PersonalData;
}

const PAGE = 20;

/** GET /api/mailbox/items?folder=&q=&from= (E2): newest first, page by page. */
export async function listItems(request: HttpRequest, deps: ListItemsDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const query = parseBoxQuery(request.query);
  if (query === undefined) throw unknownPage();
  const { folder, q, from } = query;
  if (q !== '') {
    const { found, searched, next } = await searchBox({ folder, words: q, from }, account, deps);
    const items = found.map(({ item, content }) => toItemLine(item, content));
    return { body: { items, searched, ...(next !== undefined && { next }) } };
  }
  const { items, next } = await deps.items.list(account.id, folder, PAGE, from);
  const lines = items.map(async (item) => toItemLine(item, await openItem(item, account, deps.personalData)));
  return { body: { items: await Promise.all(lines), ...(next !== undefined && { next }) } };
}

const unknownPage = (): Refusal =>
  new Refusal(
    'invalid',
    'unknown-page',
    'folder must be inbox, notices or safe; q at most 100 characters; from the next of the page before.',
  );
