import type { DeclaredFile, PreparedDocumentView } from '../../contracts/mailbox.ts';
import type { MailboxSettings } from '../../contracts/settings.ts';
import type { Account } from '../../domain/account/account.ts';
import type { BoxItem, OwnBoxItems } from '../../domain/box/box-items.ts';
import type { BoxObjectRemovals, BoxObjects } from '../../domain/box/box-objects.ts';
import { openItem } from '../../domain/box/box-view.ts';
import type { Boxes } from '../../domain/box/boxes.ts';
import { countedBytes, documentObject, objectsOf } from '../../domain/box/own-object.ts';
import { requireOpenBox } from '../../domain/box/require-item.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface PrepareDocumentDeps extends CitizenDeps {
  readonly boxes: Boxes;
  readonly items: OwnBoxItems;
  readonly objects: BoxObjects & BoxObjectRemovals;
  readonly personalData: PersonalData;
  readonly randomness: Randomness;
  readonly settings: MailboxSettings;
}

/** POST /api/mailbox/documents (E2): takes the storage and gives an upload for exactly the declared content. */
export async function prepareDocument(
  request: HttpRequest<DeclaredFile>,
  deps: PrepareDocumentDeps,
): Promise<HttpResponse> {
  const { now, body } = request;
  const { account } = await requireCitizen(request, deps);
  await requireOpenBox(account, deps);
  await forgetAbandoned(account, now, deps);
  if (!(await deps.boxes.reserve(account.id, body.size, deps.settings.boxBytes))) throw boxFull();
  const id = deps.randomness.id();
  const object = documentObject(account.id, id);
  const arrivedAt = now.toISOString();
  const file = { name: body.name, type: body.type, size: body.size, digest: body.sha256, object };
  const content = { title: body.name, text: '', files: [file] };
  const sealed = await deps.personalData.seal(account.id, account.wrappedKey, content);
  const item: BoxItem = {
    boxId: account.id,
    itemId: `${arrivedAt}#${id}`,
    folder: 'safe',
    kind: 'document',
    arrivedAt,
    sealed,
  };
  await deps.items.prepare(item);
  const lifetimeSeconds = deps.settings.transferSeconds;
  const { url, headers } = await deps.objects.upload({
    object,
    digest: body.sha256,
    size: body.size,
    lifetimeSeconds,
  });
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000).toISOString();
  const view: PreparedDocumentView = {
    item: item.itemId,
    upload: { name: body.name, method: 'PUT', url, headers, expiresAt },
  };
  return { status: 201, body: view };
}

const HOUR_MS = 3_600_000;
const SWEPT = 10;

/** What was begun more than an hour ago and never arrived gives its storage back. */
async function forgetAbandoned(account: Account, now: Date, deps: PrepareDocumentDeps): Promise<void> {
  const before = new Date(now.getTime() - HOUR_MS).toISOString();
  const begun = await deps.items.uploading(account.id, SWEPT);
  for (const item of begun.filter(({ arrivedAt }) => arrivedAt < before)) {
    const content = await openItem(item, account, deps.personalData);
    for (const object of objectsOf(item, content)) await deps.objects.delete(object);
    if (await deps.items.delete(item.boxId, item.itemId)) {
      await deps.boxes.release(account.id, countedBytes(item, content));
    }
  }
}

const boxFull = (): Refusal =>
  new Refusal(
    'too-large',
    'box-full',
    'Your box has no room for this document. Delete what you no longer need.',
  );
