import type { UploadPermit } from '../../contracts/mailbox.ts';
import type { BoxObjects } from '../box/box-objects.ts';
import { Refusal } from '../errors.ts';
import { attachmentObject, type LetterContent } from './letter.ts';

/** One presigned PUT per attachment, bound to its declared digest and size. */
export function uploadPermits(
  letterId: string,
  { attachments }: LetterContent,
  lifetimeSeconds: number,
  now: Date,
  objects: Pick<BoxObjects, 'upload'>,
): Promise<UploadPermit[]> {
  const expiresAt = new Date(now.getTime() + lifetimeSeconds * 1000).toISOString();
  return Promise.all(
    attachments.map(async ({ name, digest, size }, position) => {
      const object = attachmentObject(letterId, position);
      const { url, headers } = await objects.upload({ object, digest, size, lifetimeSeconds });
      return { name, method: 'PUT' as const, url, headers, expiresAt };
    }),
  );
}

/**
 * Every attachment is there, and it is the declared one: as the store computed it, not as anybody says.
 * @throws Refusal unprocessable `attachments-missing`, naming each
 */
export async function requireUploaded(
  letterId: string,
  { attachments }: LetterContent,
  objects: Pick<BoxObjects, 'stored'>,
): Promise<void> {
  const faults = await Promise.all(
    attachments.map(async ({ digest, size }, position) => {
      const stored = await objects.stored(attachmentObject(letterId, position));
      if (stored === undefined) return { field: `attachments.${position}`, code: 'not-uploaded' };
      const same = stored.digest === digest && stored.size === size;
      return same ? undefined : { field: `attachments.${position}`, code: 'other-content' };
    }),
  );
  const fields = faults.filter((fault) => fault !== undefined);
  if (fields.length === 0) return;
  throw new Refusal(
    'unprocessable',
    'attachments-missing',
    'Upload every attachment as declared, then deposit again. GET the letter for new upload addresses.',
    { fields },
  );
}
