import type * as v from 'valibot';
import type { TokenRequest } from '../../contracts/enrolment.ts';
import type { ContactSettings } from '../../contracts/settings.ts';
import type { Accounts } from '../../domain/account/accounts.ts';
import { openIdentity } from '../../domain/account/open-identity.ts';
import { contactTaken, recordOf } from '../../domain/contact/change-contact.ts';
import { type Contacts, contactsOf, withContacts } from '../../domain/contact/contact.ts';
import type { ChangedContacts, ContactChanges, MovedHandle } from '../../domain/contact/contact-changes.ts';
import { requireUndo } from '../../domain/contact/undo-link.ts';
import { undoneWith } from '../../domain/contact/undone-contacts.ts';
import { Refusal } from '../../domain/errors.ts';
import type { Identify } from '../../domain/identifier/identify.ts';
import type { Links } from '../../domain/link/links.ts';
import type { PersonalData } from '../../domain/personal-data/personal-data.ts';
import type { HttpRequest, HttpResponse } from '../../shell/http-message.ts';

export interface UndoContactChangeDeps {
  readonly settings: ContactSettings;
  readonly links: Pick<Links, 'find'>;
  readonly accounts: Pick<Accounts, 'find'>;
  readonly personalData: Pick<PersonalData, 'open' | 'seal'>;
  readonly identify: Identify;
  readonly contactChanges: ContactChanges;
}

type Request = HttpRequest<v.InferOutput<typeof TokenRequest>>;

/**
 * POST /api/account/contacts/undo (B11): "it was not me". Address and number are again what they were before that change, whatever was
 * changed since, and the phone that did it is shut out; the person goes on by recovery, for which the former ones are good again.
 */
export async function undoContactChange(
  { body: { token }, now }: Request,
  deps: UndoContactChangeDeps,
): Promise<HttpResponse> {
  const { account, change } = await requireUndo(token, now, deps);
  const identity = await openIdentity(account, deps.personalData);
  const { before } = await deps.personalData.open<ChangedContacts>(
    account.id,
    account.wrappedKey,
    change.sealed,
  );
  const current = contactsOf(identity);
  const [sealed, record, handles, phoneHandle] = await Promise.all([
    deps.personalData.seal(account.id, account.wrappedKey, withContacts(identity, before)),
    recordOf(account, 'undone', { before: current, after: before }, now, deps),
    movedBack(current, before, deps.identify),
    deps.identify('phone', before.phone),
  ]);
  const { undoSeconds } = deps.settings;
  const undoneContacts = undoneWith(account, change, now, undoSeconds);
  const forgottenAt = new Date(now.getTime() + undoSeconds * 1000);
  const step = { account, sealed, phoneHandle, handles, token, change: record, undoneContacts, forgottenAt };
  const outcome = await deps.contactChanges.undo(step);
  if (outcome === 'taken') throw contactTaken();
  if (outcome === 'overtaken') throw overtaken();
  return { status: 204 };
}

async function movedBack(current: Contacts, before: Contacts, identify: Identify): Promise<MovedHandle[]> {
  const differing = (['email', 'phone'] as const).filter((kind) => current[kind] !== before[kind]);
  return Promise.all(
    differing.map(async (kind) => {
      const [taken, freed] = await Promise.all([identify(kind, before[kind]), identify(kind, current[kind])]);
      return { taken, freed };
    }),
  );
}

const overtaken = (): Refusal =>
  new Refusal(
    'conflict',
    'account-changed',
    'Your identity was changed at the same time elsewhere. Look at it again, then repeat.',
    { next: ['try-again'] },
  );
