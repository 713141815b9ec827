import { Refusal } from '../errors.ts';
import type { Approval } from './approval.ts';

/** An open question to this account's phone; another account's is not told apart from none. */
export function requirePendingApproval(
  approval: Approval | undefined,
  accountId: string,
  now: Date,
): Approval {
  if (approval === undefined || approval.accountId !== accountId) {
    throw new Refusal('not-found', 'no-such-approval', 'There is no such request for this phone.');
  }
  if (approval.state !== 'pending') {
    throw new Refusal('conflict', 'approval-decided', 'This request was decided already, or taken back.');
  }
  if (Date.parse(approval.validUntil) <= now.getTime()) {
    throw new Refusal('gone', 'approval-expired', 'This request is over. Start again on the computer.', {
      next: ['restart'],
    });
  }
  return approval;
}
