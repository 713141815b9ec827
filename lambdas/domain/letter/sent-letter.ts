import type { SentLetterView } from '../../contracts/mailbox.ts';
import { Refusal } from '../errors.ts';
import { contentDigest, type Letter, type LetterContent } from './letter.ts';
import type { Letters } from './letters.ts';

/** A letter of this organisation. @throws Refusal not-found `no-such-letter` */
export async function requireSentLetter(
  letterId: string,
  senderId: string,
  { letters }: { readonly letters: Pick<Letters, 'find'> },
): Promise<Letter> {
  const letter = await letters.find(letterId);
  if (letter?.senderId === senderId) return letter;
  throw new Refusal('not-found', 'no-such-letter', 'There is no such letter of this organisation.');
}

/** What became of it, for the sender; nothing of who the recipient is beyond what the sender wrote. */
export function toSentLetterView(letter: Letter, content: LetterContent): SentLetterView {
  const { id, status, preparedAt, submittedAt, noticedAt, claimUntil, decidedAt, reasons } = letter;
  return {
    id,
    status,
    recipient: content.recipient,
    subject: content.subject,
    attachments: content.attachments.map(({ digest, ...file }) => ({ ...file, sha256: digest })),
    contentDigest: contentDigest(content),
    preparedAt,
    ...(submittedAt !== undefined && { submittedAt }),
    ...(noticedAt !== undefined && { noticedAt }),
    ...(claimUntil !== undefined && { claimUntil }),
    ...(decidedAt !== undefined && { decidedAt }),
    ...(reasons !== undefined && { reasons: [...reasons] }),
  };
}
