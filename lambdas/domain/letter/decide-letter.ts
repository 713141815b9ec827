import type { Account } from '../account/account.ts';
import { openIdentity } from '../account/open-identity.ts';
import { Refusal } from '../errors.ts';
import { resumable } from './calendar-shard.ts';
import { carryOn } from './carry-on.ts';
import { type Letter, stateOf } from './letter.ts';
import { type LetterDesk, openContent, sealContent } from './letter-desk.ts';

export type Decision =
  | { readonly decision: 'accepted' }
  | { readonly decision: 'refused'; readonly reason: string };

/** A letter of this person that they may know of. @throws Refusal not-found `no-such-letter` */
export async function requireOwnLetter(
  letterId: string,
  account: Account,
  { letters }: Pick<LetterDesk, 'letters'>,
): Promise<Letter> {
  const letter = await letters.find(letterId);
  if (letter?.recipientId === account.id && stateOf(letter) !== undefined) return letter;
  throw new Refusal('not-found', 'no-such-letter', 'There is no such letter in your box.');
}

/**
 * Accepts or refuses, once and for good. The decision is kept by one conditional write, against the calendar and against a second
 * click; the same decision again finishes what a crash left undone.
 * @throws Refusal conflict `letter-decided`, gone `letter-unclaimed`
 */
export async function decideLetter(
  letter: Letter,
  account: Account,
  decision: Decision,
  now: Date,
  desk: LetterDesk,
): Promise<Letter> {
  if (letter.status === decision.decision) return carryOn(letter, now, desk);
  if (letter.status === 'accepted' || letter.status === 'refused') throw decided();
  if (letter.status === 'unclaimed' || now.toISOString() >= (letter.claimUntil ?? '')) throw unclaimed();
  const changed = await desk.letters.advance(letter, {
    status: decision.decision,
    decidedAt: now.toISOString(),
    ...(await decisionDetails(letter, account, decision, desk)),
    ...resumable(letter.id, now),
  });
  if (changed !== undefined) return carryOn(changed, now, desk);
  return decideLetter(await requireOwnLetter(letter.id, account, desk), account, decision, now, desk);
}

/** Who accepts has proved who they are: from then on the evidence says so. */
async function decisionDetails(letter: Letter, account: Account, decision: Decision, desk: LetterDesk) {
  if (decision.decision === 'refused') return { reasons: [decision.reason] };
  const { given_name, family_name } = await openIdentity(account, desk.personalData);
  const acceptedBy = { name: `${given_name} ${family_name}`, assuranceLevel: account.level };
  const content = { ...(await openContent(letter, desk.personalData)), acceptedBy };
  return { sealed: await sealContent(letter, content, desk.personalData) };
}

const decided = (): Refusal =>
  new Refusal(
    'conflict',
    'letter-decided',
    'This letter was accepted or refused before; that cannot be changed.',
  );

const unclaimed = (): Refusal =>
  new Refusal(
    'gone',
    'letter-unclaimed',
    'The time to accept this letter is over. Its sender was told that it was not claimed.',
  );
