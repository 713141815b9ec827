import type { PrepareLetterRequest } from '../../contracts/mailbox.ts';
import type { MailboxSettings } from '../../contracts/settings.ts';
import type { BoxObjects } from '../../domain/box/box-objects.ts';
import { Refusal } from '../../domain/errors.ts';
import { dueAt } from '../../domain/letter/calendar-shard.ts';
import { type FindRecipientDeps, findRecipient } from '../../domain/letter/find-recipient.ts';
import { letterIdOf, requestDigestOf } from '../../domain/letter/idempotency.ts';
import { type Letter, type LetterContent, letterKeyOwner } from '../../domain/letter/letter.ts';
import { openContent, sealContent } from '../../domain/letter/letter-desk.ts';
import type { Letters } from '../../domain/letter/letters.ts';
import { toSentLetterView } from '../../domain/letter/sent-letter.ts';
import { uploadPermits } from '../../domain/letter/upload-permits.ts';
import {
  type CallingOrganisation,
  requireOrganisation,
} from '../../domain/organisation-token/require-organisation.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import { requireMobileNumber } from '../../domain/phone-number/require-mobile-number.ts';
import type { Randomness } from '../../domain/randomness.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface PrepareLetterDeps extends FindRecipientDeps {
  readonly organisations: OrganisationDeps['organisations'];
  readonly organisationTokens: OrganisationDeps['organisationTokens'];
  readonly clients: OrganisationDeps['clients'];
  readonly letters: Letters;
  readonly objects: BoxObjects;
  readonly personalData: PersonalData;
  readonly randomness: Randomness;
  readonly settings: MailboxSettings;
  /** Countries whose phone numbers are accepted. */
  readonly phoneCountries: readonly string[];
}
type OrganisationDeps = Parameters<typeof requireOrganisation>[1];

const DAY_MS = 86_400_000;

/** POST /api/letters (E1): declares a letter; its attachments are then uploaded, and it is deposited. */
export async function prepareLetter(
  request: HttpRequest<PrepareLetterRequest>,
  deps: PrepareLetterDeps,
): Promise<HttpResponse> {
  const { now } = request;
  const sender = await requireOrganisation(request, deps);
  requireWithinLimits(request.body, deps.settings);
  const requestDigest = requestDigestOf(request.body);
  const id = await letterIdOf(request.headers['idempotency-key'], sender.organisationId, deps);
  const known = await deps.letters.find(id);
  const letter = known ?? (await declare({ id, requestDigest, sender, body: request.body, now }, deps));
  if (letter.requestDigest !== requestDigest) throw keyReused();
  const content = await openContent(letter, deps.personalData);
  const seconds = deps.settings.transferSeconds;
  const uploads =
    letter.status === 'prepared' ? await uploadPermits(id, content, seconds, now, deps.objects) : undefined;
  return {
    status: known === undefined ? 201 : 200,
    headers: { location: `/api/letters/${id}` },
    body: { ...toSentLetterView(letter, content), ...(uploads && { uploads }) },
  };
}

interface Declaration {
  readonly id: string;
  readonly requestDigest: string;
  readonly sender: CallingOrganisation;
  readonly body: PrepareLetterRequest;
  readonly now: Date;
}

/** Two equal requests at the same moment declare one letter. */
async function declare(
  { id, requestDigest, sender, body, now }: Declaration,
  deps: PrepareLetterDeps,
): Promise<Letter> {
  const { organisation, client } = sender;
  await deps.quotas.take(
    [{ scope: `letter:sender:${organisation.id}`, ...deps.settings.lettersPerSender }],
    now,
  );
  const recipient =
    'phone' in body.recipient
      ? { phone: requireMobileNumber(body.recipient.phone, deps.phoneCountries) }
      : body.recipient;
  const account = await findRecipient(recipient, organisation.id, now, deps);
  const content: LetterContent = {
    subject: body.subject,
    text: body.text,
    attachments: body.attachments.map(({ sha256, ...file }) => ({ ...file, digest: sha256 })),
    sender: { id: organisation.id, name: organisation.name },
    recipient,
  };
  const wrappedKey = await deps.personalData.create(letterKeyOwner(id));
  const letter: Letter = {
    id,
    senderId: organisation.id,
    clientId: client.client_id,
    recipientId: account.id,
    status: 'prepared',
    wrappedKey,
    sealed: await sealContent({ id, wrappedKey }, content, deps.personalData),
    requestDigest,
    preparedAt: now.toISOString(),
    ...dueAt(id, new Date(now.getTime() + DAY_MS)), // the calendar forgets what was not deposited by then
    version: 1,
  };
  if (await deps.letters.create(letter)) return letter;
  return (await deps.letters.find(id)) ?? letter;
}

function requireWithinLimits({ text, attachments }: PrepareLetterRequest, settings: MailboxSettings): void {
  if (text === '' && attachments.length === 0) {
    throw new Refusal('invalid', 'letter-empty', 'A letter needs a text or an attachment.');
  }
  const size = attachments.reduce((sum, file) => sum + file.size, 0);
  if (attachments.length <= settings.attachments && size <= settings.attachmentBytes) return;
  throw new Refusal(
    'too-large',
    'letter-too-large',
    `A letter may have up to ${settings.attachments} attachments of ${settings.attachmentBytes} bytes together.`,
  );
}

const keyReused = (): Refusal =>
  new Refusal(
    'conflict',
    'idempotency-key-reused',
    'This idempotency-key stands for another letter: use a new one.',
  );
