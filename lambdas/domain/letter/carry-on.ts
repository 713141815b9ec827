import { openIdentity } from '../account/open-identity.ts';
import type { BoxItem } from '../box/box-items.ts';
import { claimDeadline } from '../registered-letter/claim-deadline.ts';
import type { DeliveryEvent } from '../registered-letter/delivery-event.ts';
import { dueAt, resumable } from './calendar-shard.ts';
import type { Letter, LetterContent, LetterStatus } from './letter.ts';
import { evidenceOwner, type LetterDesk, openContent, toRegisteredLetter } from './letter-desk.ts';
import { letterItem } from './letter-item.ts';

/**
 * Brings about what follows from where a letter stands, and no more: evidence, the recipient's item and notice, the calendar.
 * Every step can be repeated: whoever comes after a crash (the caller again, or the calendar) calls it with the letter as it is.
 */
export async function carryOn(letter: Letter, now: Date, desk: LetterDesk): Promise<Letter> {
  const follow = FOLLOWS[letter.status];
  if (follow === undefined || letter.awaiting === undefined) return letter;
  const content = await openContent(letter, desk.personalData);
  return follow({ letter, content, now }, desk);
}

interface Case {
  readonly letter: Letter;
  readonly content: LetterContent;
  readonly now: Date;
}
type Follow = (of: Case, desk: LetterDesk) => Promise<Letter>;

/** Deposited: proof of deposit, then the notice; the fifteen days run from the day after it. */
const tellRecipient: Follow = async (of, desk) => {
  const { letter, now } = of;
  await evidence(of, desk, 'SubmissionAcceptance', letter.submittedAt);
  await notify(of, desk);
  const claimUntil = claimDeadline(now, desk.rules.claimDays, desk.rules.timeZone).toISOString();
  const notified = await desk.letters.advance(letter, {
    status: 'notified',
    noticedAt: now.toISOString(),
    claimUntil,
    ...resumable(letter.id, now),
  });
  return notified ? carryOn(notified, now, desk) : latest(letter, desk);
};

/** Told: the item lies in the box, and the wait begins. */
const awaitDecision: Follow = async (of, desk) => {
  const { letter } = of;
  await evidence(of, desk, 'NotificationForAcceptance', letter.noticedAt);
  const item = await itemOf(of, desk);
  if (item !== undefined) await desk.items.keep(item);
  await record(of, desk, 'letter.received', letter.noticedAt);
  return settle(letter, desk, dueAt(letter.id, new Date(letter.claimUntil ?? 0)));
};

/** Accepted: proved before the content is handed over. */
const handOver: Follow = async (of, desk) => {
  await evidence(of, desk, 'ConsignmentAcceptance', of.letter.decidedAt);
  await followItem(of, desk);
  await evidence(of, desk, 'ContentHandover', of.now.toISOString());
  await record(of, desk, 'letter.accepted', of.letter.decidedAt);
  return settle(of.letter, desk);
};

const endWith =
  (event: DeliveryEvent, auditEvent: string): Follow =>
  async (of, desk) => {
    await evidence(of, desk, event, of.letter.decidedAt);
    await followItem(of, desk);
    await record(of, desk, auditEvent, of.letter.decidedAt);
    return settle(of.letter, desk);
  };

/** Refused by us after deposit: the recipient never hears of it. */
const reject: Follow = async (of, desk) => {
  await evidence(of, desk, 'SubmissionRejection', of.letter.decidedAt);
  return settle(of.letter, desk);
};

const FOLLOWS: Partial<Record<LetterStatus, Follow>> = {
  submitted: tellRecipient,
  notified: awaitDecision,
  accepted: handOver,
  refused: endWith('ConsignmentRejection', 'letter.refused'),
  unclaimed: endWith('AcceptanceRejectionExpiry', 'letter.unclaimed'),
  rejected: reject,
};

async function evidence(
  { letter, content, now }: Case,
  desk: LetterDesk,
  event: DeliveryEvent,
  at: string | undefined,
): Promise<void> {
  const kept = await desk.book.kept(letter.id);
  if (kept.some((known) => known.event === event)) return; // a run before this one came that far
  await desk.book.record(toRegisteredLetter(letter, content, desk), evidenceOwner(letter), {
    event,
    at: new Date(at ?? now),
    now,
    reasons: letter.reasons,
  });
}

/** A person who is gone has no box; the evidence is made all the same. */
async function itemOf({ letter, content }: Case, desk: LetterDesk): Promise<BoxItem | undefined> {
  const account = await desk.accounts.find(letter.recipientId);
  return account && letterItem(letter, content, account, desk.personalData);
}

async function followItem(of: Case, desk: LetterDesk): Promise<void> {
  const item = await itemOf(of, desk);
  if (item !== undefined) await desk.items.follow(item);
}

/** By e-mail, and by SMS where that is the address the sender knows. The sender is not named. */
async function notify({ letter, content, now }: Case, desk: LetterDesk): Promise<void> {
  const account = await desk.accounts.find(letter.recipientId);
  if (account === undefined) return;
  const { language } = account;
  const { email, phone_number } = await openIdentity(account, desk.personalData);
  const last = claimDeadline(now, desk.rules.claimDays, desk.rules.timeZone).getTime() - 1;
  const until = new Intl.DateTimeFormat(language, {
    dateStyle: 'long',
    timeZone: desk.rules.timeZone,
  }).format(last);
  const data = { link: `${desk.issuer}/app/box`, until };
  await desk.notifications.enqueue({
    id: `letter ${letter.id} email`,
    template: 'letter-waiting',
    language,
    to: { email },
    data,
  });
  if (content.recipient.phone === undefined) return;
  await desk.notifications.enqueue({
    id: `letter ${letter.id} sms`,
    template: 'letter-waiting-sms',
    language,
    to: { phone: phone_number },
    data,
  });
}

async function record(
  { letter, now }: Case,
  desk: LetterDesk,
  event: string,
  at = now.toISOString(),
): Promise<void> {
  await desk.audit.record({
    event,
    subject: letter.recipientId,
    actor: event === 'letter.accepted' || event === 'letter.refused' ? 'citizen' : 'system',
    at: new Date(at),
    details: { letter: letter.id },
    once: `${letter.id} ${event}`,
  });
}

/** Nothing is left to do now; where another run changed the letter meanwhile, that run settles it. */
async function settle(
  letter: Letter,
  desk: LetterDesk,
  next?: { awaiting: string; deadline: string },
): Promise<Letter> {
  const rest = next ?? { awaiting: undefined, deadline: undefined };
  return (await desk.letters.advance(letter, rest)) ?? latest(letter, desk);
}

const latest = async (letter: Letter, { letters }: Pick<LetterDesk, 'letters'>): Promise<Letter> =>
  (await letters.find(letter.id)) ?? letter;
