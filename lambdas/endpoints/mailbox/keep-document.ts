import type { MailboxSettings } from '../../contracts/settings.ts';
import type { OwnBoxItems } from '../../domain/box/box-items.ts';
import type { BoxObjects } from '../../domain/box/box-objects.ts';
import { openItem, toItemView } from '../../domain/box/box-view.ts';
import { noSuchItem } from '../../domain/box/require-item.ts';
import { type CitizenDeps, requireCitizen } from '../../domain/citizen-session/require-citizen.ts';
import { Refusal } from '../../domain/errors.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface KeepDocumentDeps extends CitizenDeps {
  readonly items: OwnBoxItems;
  readonly objects: Pick<BoxObjects, 'stored' | 'download'>;
  readonly personalData: PersonalData;
  readonly settings: MailboxSettings;
}

/** POST /api/mailbox/documents/{item} (E2): the upload is done; the document lies in the safe. Repeating it changes nothing. */
export async function keepDocument(request: HttpRequest, deps: KeepDocumentDeps): Promise<HttpResponse> {
  const { account } = await requireCitizen(request, deps);
  const item = await deps.items.find(account.id, request.params.item || '-');
  if (item?.kind !== 'document') throw noSuchItem();
  const content = await openItem(item, account, deps.personalData);
  if (item.uploading) {
    for (const { object = '', digest, size } of content.files) {
      const stored = await deps.objects.stored(object);
      if (stored?.digest !== digest || stored.size !== size) throw notUploaded();
    }
    await deps.items.admit(account.id, item.itemId);
  }
  const { uploading: _done, ...kept } = item;
  return { body: await toItemView(kept, content, deps.settings.transferSeconds, deps.objects) };
}

const notUploaded = (): Refusal =>
  new Refusal(
    'unprocessable',
    'document-not-uploaded',
    'The document did not arrive as declared. Upload it again.',
    {
      next: ['try-again'],
    },
  );
